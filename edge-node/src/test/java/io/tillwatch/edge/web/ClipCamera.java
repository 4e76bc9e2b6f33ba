package io.tillwatch.edge.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tillwatch.edge.camera.source.MjpegReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A network camera that shows a clip over and over, 20 frames a second, until it shows another. */
final class ClipCamera implements AutoCloseable {
  private static final long PACE_NANOS = 50_000_000;

  private final HttpServer server;
  private volatile List<byte[]> frames;

  ClipCamera(Path clip) throws IOException {
    show(clip);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "clip-camera");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/video", this::stream);
    server.start();
  }

  String source() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/video";
  }

  /** Whoever stands before it from now on. */
  void show(Path clip) throws IOException {
    List<byte[]> read = new ArrayList<>();
    MjpegReader reader = new MjpegReader(new ByteArrayInputStream(Files.readAllBytes(clip)));
    for (byte[] jpeg = reader.next(); jpeg != null; jpeg = reader.next()) {
      read.add(jpeg);
    }
    frames = read;
  }

  private void stream(HttpExchange exchange) {
    exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=b");
    try (OutputStream out = exchange.getResponseBody()) {
      exchange.sendResponseHeaders(200, 0);
      for (int i = 0; ; i++) {
        List<byte[]> now = frames;
        byte[] jpeg = now.get(i % now.size());
        String head = "--b\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length;
        out.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(jpeg);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        LockSupport.parkNanos(PACE_NANOS);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).matches("(?i).*(broken pipe|reset|closed).*")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
