package io.tillwatch.edge.proof;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An HTTP server as a process that does nothing with what it is sent: it answers 201 to what is
 * short, and hangs up on what is long. Beside the same crowd it shows what the crowd does to
 * anybody on this machine.
 */
final class PlainServer implements AutoCloseable {
  private static final long SHORT = 64 << 10;
  private static final Buffer ANSWER = Buffer.buffer(new byte[1_024]);

  private final Process process;
  private final URI uri;

  /** Starts it and returns when it listens. */
  PlainServer() {
    ProcessBuilder start =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            PlainServer.class.getName());
    try {
      process = start.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
      String line = said.readLine();
      while (line != null && !line.startsWith("port ")) {
        line = said.readLine();
      }
      if (line == null) {
        throw new IOException("the plain server did not start");
      }
      uri = URI.create("http://127.0.0.1:" + line.substring("port ".length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server; says {@code port N}, and runs until it is killed. */
  public static void main(String[] args) {
    Vertx.vertx()
        .createHttpServer(new HttpServerOptions().setReceiveBufferSize((int) SHORT))
        .requestHandler(PlainServer::answer)
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println("port " + server.actualPort()));
  }

  private static void answer(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length != null && Long.parseLong(length) > SHORT) {
      request.pause();
      request.connection().close();
    } else {
      request.endHandler(end -> request.response().setStatusCode(201).end(ANSWER));
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
