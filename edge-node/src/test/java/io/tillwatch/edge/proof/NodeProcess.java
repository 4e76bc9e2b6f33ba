package io.tillwatch.edge.proof;

import io.tillwatch.edge.support.Await;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One store's node as a process of its own, which can be killed and paused as a machine would die
 * or hang.
 */
final class NodeProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final long NONE = 0;

  /** As in tests' own nodes: enough to load classes, and half a second less than a shop's 500. */
  private static final int WARM_UP_ROUNDS = 50;

  private final String store;
  private final Path conf;
  private final Path data;
  private final Path log;
  private final URI uri;
  private final List<String> within;
  private Process process;
  private Duration ahead = Duration.ZERO;
  private Reachability contact = new Reachability(Set.of());
  private final Map<String, String> environment = new HashMap<>();
  private String classPath = SharedClasses.classPath();
  private Path archive;

  /** Prepares the node of a conf file; it does not run yet. */
  NodeProcess(String store, Path conf, Path data, int httpPort) {
    this(store, conf, data, URI.create("http://127.0.0.1:" + httpPort), List.of());
  }

  /**
   * The same elsewhere than on loopback.
   *
   * @param uri where tills reach it
   * @param within the command that runs it, in front of its own
   */
  NodeProcess(String store, Path conf, Path data, URI uri, List<String> within) {
    this.store = store;
    this.conf = conf;
    this.data = data;
    this.log = data.resolveSibling(store + ".log");
    this.uri = uri;
    this.within = List.copyOf(within);
  }

  String store() {
    return store;
  }

  Path conf() {
    return conf;
  }

  Path data() {
    return data;
  }

  URI uri() {
    return uri;
  }

  Till till() {
    return new Till(this);
  }

  /** Says from now on when this store can be talked to. */
  void tells(Reachability told) {
    contact = told;
  }

  /** From its next start on it runs with the files of this folder in place of the build's own. */
  void replacing(Path files) {
    classPath = files + File.pathSeparator + SharedClasses.classPath();
  }

  /** From its next start on its clock is ahead by this, behind where it is negative. */
  void ahead(Duration by) {
    ahead = by;
  }

  /** From its next start on it runs another build: a jar with its {@code lib/} beside it. */
  void running(Path jar) {
    classPath = jar + File.pathSeparator + jar.resolveSibling("lib") + "/*";
  }

  /** From its next start on it has this environment variable. */
  void with(String variable, String value) {
    environment.put(variable, value);
  }

  /** From its next start on it has that variable no more. */
  void without(String variable) {
    environment.remove(variable);
  }

  /** From its next start on it runs this build again. */
  void runningThisBuild() {
    classPath = SharedClasses.classPath();
  }

  /** From its next start on it writes the classes that it loaded into this file when it ends. */
  void archiving(Path file) {
    archive = file;
  }

  /** Starts the node and returns when it is ready. */
  NodeProcess start() {
    launch();
    awaitReady();
    return this;
  }

  /** Starts the node and does not wait. */
  void launch() {
    List<String> command = new ArrayList<>(within);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        archive == null
            ? SharedClasses.flags(classPath)
            : List.of("-XX:ArchiveClassesAtExit=" + archive));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx" + System.getProperty("tillwatch.node.heap", "512m"),
            // not the tests' own, which says little
            "-Dlogback.configurationFile=logback.xml",
            "-Dtillwatch.clockOffset=" + ahead,
            "-Dtillwatch.warmUpRounds=" + WARM_UP_ROUNDS,
            "-cp",
            classPath,
            "io.tillwatch.edge.cli.Main",
            "serve",
            "--config",
            conf.toString()));
    try {
      ProcessBuilder start = new ProcessBuilder(command);
      start.environment().putAll(environment);
      // it talks before anybody notices
      contact.up(store);
      process =
          start
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() {
    Await.until(store + " is ready, see " + log, START, () -> isReady() || hasEnded());
    if (hasEnded()) {
      throw new AssertionError(store + " ended with " + process.exitValue() + ": " + lastWords());
    }
    contact.up(store);
  }

  boolean isReady() {
    return till().isReady();
  }

  /** SIGKILL to the node; its Redis goes on. */
  void kill() {
    contact.doubt(store);
    process.destroyForcibly();
    awaitEnd();
    contact.down(store);
  }

  /** SIGKILL to the node's Redis; returns when the node has another and is ready. */
  void killRedis() {
    contact.doubt(store);
    long killed = redisPid();
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    Await.until(
        store + " has a new Redis", START, () -> redisPid() != killed && redisPid() != NONE);
    awaitReady();
  }

  /** SIGSTOP to the node and its Redis: they keep their connections and say nothing. */
  void pause() {
    contact.doubt(store);
    signal("STOP");
    contact.down(store);
  }

  /** SIGCONT after a pause. */
  void resume() {
    contact.up(store);
    signal("CONT");
  }

  /** Ends it in order, as when a shop closes; it can be started again. */
  @Override
  public void close() {
    if (process == null || hasEnded()) {
      return;
    }
    contact.doubt(store);
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      contact.down(store);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The lines that the node wrote last. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }

  boolean isRunning() {
    return process != null && !hasEnded();
  }

  /** Of the node, while it runs. */
  OptionalLong pid() {
    return isRunning() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
  }

  /** Memory of the node itself that lies in this machine's, bytes. */
  long residentBytes() {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
      String line =
          status
              .lines()
              .filter(each -> each.startsWith("VmRSS:"))
              .findFirst()
              .orElse("VmRSS: 0 kB");
      return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** Of a node that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  private void awaitEnd() {
    Await.until(store + " has ended", Duration.ofSeconds(20), this::hasEnded);
  }

  private long redisPid() {
    try {
      String pid = Files.readString(data.resolve("redis").resolve("redis.pid")).strip();
      return pid.isEmpty() ? NONE : Long.parseLong(pid);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder(
                  "kill", "-" + name, Long.toString(process.pid()), Long.toString(redisPid()))
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
