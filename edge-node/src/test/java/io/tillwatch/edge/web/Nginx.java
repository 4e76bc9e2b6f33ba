package io.tillwatch.edge.web;

import static org.junit.jupiter.api.Assumptions.abort;

import io.tillwatch.edge.support.Await;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** nginx as a process of this test, with a configuration and a folder of its own. */
final class Nginx implements AutoCloseable {
  private static final String CONF =
      """
      daemon off;
      user root;
      worker_processes 1;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events { worker_connections 256; }
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        %2$s
      }
      """;

  private final Process process;

  private Nginx(Process process) {
    this.process = process;
  }

  /** Starts it and waits until it listens. */
  static Nginx start(Path executable, Path dir, String servers, int port) throws IOException {
    Files.createDirectories(dir);
    Path conf = Files.writeString(dir.resolve("nginx.conf"), CONF.formatted(dir, servers));
    Process process =
        new ProcessBuilder(
                executable.toString(), "-p", dir.toString(), "-c", conf.toString(), "-e", "stderr")
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("out.log").toFile())
            .start();
    Await.until("nginx listens, see " + dir, Duration.ofSeconds(20), () -> listens(port));
    return new Nginx(process);
  }

  /**
   * Where it is; skips the calling test, loudly, where it is nowhere and CI does not ask for it.
   */
  static Path require() {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
            .map(folder -> Path.of(folder, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("CI has no nginx on the PATH: install nginx-light");
    }
    if (found.isEmpty()) {
      System.err.println(
          "SKIPPED: no nginx on the PATH; install nginx-light to test behind a proxy");
      abort("no nginx on the PATH");
    }
    return found.orElseThrow();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The servers of the examples in a page of the docs. */
  static List<String> examples(Path page) throws IOException {
    return Stream.of(Files.readString(page).split("```nginx\n", -1))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf("```")))
        .toList();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
