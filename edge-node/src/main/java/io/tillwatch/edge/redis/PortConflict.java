package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever answers on the port that the embedded server wants. A server of an earlier run of this
 * same node is shut down, so that its log is whole; anybody else is named and left alone.
 */
final class PortConflict {
  private static final Logger LOG = LoggerFactory.getLogger(PortConflict.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RedisConfig config;
  private final RedisEndpoint endpoint;
  private final Path dir;
  private final Path pidFile;

  PortConflict(RedisConfig config, RedisEndpoint endpoint, Path dir, Path pidFile) {
    this.config = config;
    this.endpoint = endpoint;
    this.dir = dir;
    this.pidFile = pidFile;
  }

  /**
   * Makes room on the port.
   *
   * @throws ConfigException where somebody else has it
   */
  void resolve() throws IOException, InterruptedException {
    Optional<ProcessHandle> earlier = earlierServer();
    if (earlier.isPresent()) {
      LOG.atWarn()
          .addKeyValue("pid", earlier.get().pid())
          .log("redis of an earlier run of this node is still there: shutting it down");
      end(earlier.get());
    }
    Files.deleteIfExists(pidFile);
    refuseStranger();
  }

  /** The process of the pid file, where it certainly is this node's server. */
  private Optional<ProcessHandle> earlierServer() throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String pid = Files.readString(pidFile).strip();
    return pid.matches("\\d{1,18}")
        ? ProcessHandle.of(Long.parseLong(pid)).filter(this::isOurs)
        : Optional.empty();
  }

  private boolean isOurs(ProcessHandle process) {
    Path own = dir.resolve("bin").resolve("redis-server").toAbsolutePath().normalize();
    boolean unpackedHere =
        process.info().command().map(command -> Path.of(command).equals(own)).orElse(false);
    return unpackedHere || answersAsOurs(process.pid());
  }

  private boolean answersAsOurs(long pid) {
    try (BlockingRespClient probe = BlockingRespClient.open(endpoint, TIMEOUT)) {
      List<String> answer = probe.ask("CONFIG", "GET", "dir");
      return answer.size() == 2
          && Path.of(answer.get(1)).toRealPath().equals(dir.toRealPath())
          && probe.facts().processId() == pid;
    } catch (IOException e) {
      return false;
    }
  }

  private static void end(ProcessHandle process) throws InterruptedException {
    process.destroy();
    if (!endsWithin(process, PATIENCE)) {
      process.destroyForcibly();
      endsWithin(process, PATIENCE);
    }
  }

  private static boolean endsWithin(ProcessHandle process, Duration time)
      throws InterruptedException {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      return !process.isAlive();
    }
  }

  private void refuseStranger() {
    RedisEndpoint anonymous = new RedisEndpoint(endpoint.url(), null, null);
    try (BlockingRespClient probe = BlockingRespClient.open(anonymous, TIMEOUT)) {
      RedisInfo info = probe.facts();
      throw taken("another " + info.product() + " (process " + info.processId() + ")");
    } catch (ConnectException e) {
      LOG.debug("port is free");
    } catch (BlockingRespClient.RefusedException e) {
      throw taken("another Redis, with a password of its own");
    } catch (SocketTimeoutException e) {
      throw taken("a process that does not answer as a Redis does");
    } catch (IOException e) {
      throw taken("a process that is no Redis");
    }
  }

  private ConfigException taken(String by) {
    return new ConfigException(
        "redis.port",
        "port " + config.port() + " on " + config.host() + " is taken by " + by,
        "stop it, set redis.port (TILLWATCH_REDIS_PORT) to a free one,"
            + " or use that server with redis.mode: external");
  }
}
