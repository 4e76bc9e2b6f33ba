package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.config.binding.Secret;
import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.config.files.RandomToken;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's own Redis server, a child process on loopback with its data under the node's folder. A
 * server that dies is started again; what it had acknowledged is in its append-only file.
 */
public final class EmbeddedRedis implements StoreRedis {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Duration POLL = Duration.ofMillis(15);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final long MIN_BACKOFF_MILLIS = 100;
  private static final long MAX_BACKOFF_MILLIS = 5_000;
  private static final int LAST_WORDS_BYTES = 2_048;
  private static final long STABLE_NANOS = Duration.ofSeconds(30).toNanos();

  private final RedisConfig config;
  private final Path dir;
  private final Path pidFile;
  private final Secret password;
  private final RedisEndpoint endpoint;
  private final Path executable;
  private final ScheduledExecutorService supervisor;

  private @Nullable RedisProcess process;
  private long startedNanos;
  private long backoffMillis = MIN_BACKOFF_MILLIS;
  private volatile boolean closing;

  private EmbeddedRedis(RedisConfig config, Path dir) throws IOException {
    this.config = config;
    this.dir = dir;
    this.pidFile = dir.resolve("redis.pid");
    PrivateFile.createFolder(dir);
    this.password = password(config, dir);
    this.endpoint = new RedisEndpoint(url(config), null, password);
    this.executable = RedisExecutable.locate(config.executable(), dir.resolve("bin"));
    this.supervisor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "redis-supervisor");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts the server and returns when it has loaded its data. The caller holds the lock of the
   * data directory: a server found there is of an earlier run.
   *
   * @throws ConfigException where the port is taken or the server does not start
   */
  static EmbeddedRedis start(RedisConfig config, Path dir) {
    EmbeddedRedis redis = null;
    try {
      redis = new EmbeddedRedis(config, dir);
      redis.launch();
      return redis;
    } catch (IOException e) {
      throw abandoned(redis, problem("cannot start in " + dir + ": " + e.getMessage()));
    } catch (ConfigException e) {
      throw abandoned(redis, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandoned(redis, problem("was interrupted while it started"));
    }
  }

  @Override
  public RedisEndpoint endpoint() {
    return endpoint;
  }

  /** The server's process, for tests that kill it. */
  public synchronized long pid() {
    if (process == null) {
      throw new IllegalStateException("the embedded redis was not started yet");
    }
    return process.pid();
  }

  @Override
  public void close() {
    closing = true;
    supervisor.shutdownNow();
    synchronized (this) {
      try {
        if (process != null) {
          process.stop(STOP_PATIENCE);
        }
        Files.deleteIfExists(pidFile);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("error", e.toString()).log("cannot delete the pid file of redis");
      }
    }
  }

  private static ConfigException abandoned(@Nullable EmbeddedRedis redis, ConfigException cause) {
    if (redis != null) {
      redis.close();
    }
    return cause;
  }

  private synchronized void launch() throws IOException, InterruptedException {
    new PortConflict(config, endpoint, dir, pidFile).resolve();
    Path confFile = RedisConfFile.write(config, dir, password);
    RedisProcess started = RedisProcess.launch(executable, confFile, pidFile);
    process = started;
    startedNanos = System.nanoTime();
    try {
      awaitReady(started);
    } catch (IOException | InterruptedException | ConfigException e) {
      started.stop(STOP_PATIENCE);
      throw e;
    }
    started.onEnd(this::ended);
    LOG.atInfo()
        .addKeyValue("redis", endpoint)
        .addKeyValue("pid", started.pid())
        .log("embedded redis is ready");
  }

  private void awaitReady(RedisProcess started) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + config.startTimeout().toNanos();
    while (!isReady(started)) {
      if (started.endsWithin(POLL)) {
        throw problem("ended while it started" + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw problem("was not ready after redis.startTimeout" + lastWords());
      }
    }
  }

  private boolean isReady(RedisProcess started) throws IOException {
    try (BlockingRespClient probe = BlockingRespClient.open(endpoint, PROBE_TIMEOUT)) {
      RedisInfo info = probe.facts();
      return info.processId() == started.pid() && !info.isLoading();
    } catch (IOException e) {
      return false;
    }
  }

  private void ended() {
    if (closing) {
      return;
    }
    if (System.nanoTime() - startedNanos > STABLE_NANOS) {
      backoffMillis = MIN_BACKOFF_MILLIS;
    }
    LOG.atError()
        .addKeyValue("retryMillis", backoffMillis)
        .addKeyValue("dir", dir)
        .addKeyValue("freeMiB", freeMebibytes())
        .addKeyValue("error", lastWords().strip())
        .log("embedded redis ended: restarting");
    scheduleRestart();
  }

  private void scheduleRestart() {
    long delay = backoffMillis;
    backoffMillis = Math.min(MAX_BACKOFF_MILLIS, backoffMillis * 2);
    try {
      supervisor.schedule(this::restart, delay, TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      LOG.debug("closing: redis stays down");
    }
  }

  private void restart() {
    try {
      launch();
    } catch (IOException | ConfigException e) {
      LOG.atError()
          .addKeyValue("dir", dir)
          .addKeyValue("freeMiB", freeMebibytes())
          .addKeyValue("error", e.getMessage())
          .log("embedded redis does not start");
      scheduleRestart();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** 0 on a full disk; -1 where nobody can tell. */
  private long freeMebibytes() {
    try {
      return Files.getFileStore(dir).getUsableSpace() >> 20;
    } catch (IOException e) {
      return -1;
    }
  }

  /** The server's own last lines, which say why it ended. */
  private String lastWords() {
    Path log = dir.resolve("redis.log");
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - LAST_WORDS_BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - 2), lines.size());
      return last.isEmpty() ? "" : " ('" + String.join(" / ", last) + "', " + log + ")";
    } catch (IOException e) {
      return "";
    }
  }

  private static ConfigException problem(String problem) {
    return new ConfigException(
        "redis", "the embedded server " + problem, "see redis.log, or use redis.mode: external");
  }

  private static Secret password(RedisConfig config, Path dir) throws IOException {
    Path file =
        config.passwordFile() != null
            ? config.passwordFile()
            : dir.resolveSibling("redis.password");
    if (!Files.exists(file)) {
      PrivateFile.createOnce(file, RandomToken.of(24) + "\n");
    }
    return new Secret(Files.readString(file).strip());
  }

  private static RedisUrl url(RedisConfig config) {
    String host = config.host().indexOf(':') < 0 ? config.host() : "[" + config.host() + "]";
    return RedisUrl.of("redis://" + host + ":" + config.port());
  }
}
