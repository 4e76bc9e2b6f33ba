package io.tillwatch.edge.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSourceTest {
  private static final byte[] ONE = DemoPictures.personJpeg(1, 1);
  private static final byte[] TWO = DemoPictures.personJpeg(2, 1);
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void readsAnMjpegStreamToItsEnd() {
    server.createContext("/", HttpSourceTest::stream);

    try (FrameSource.Stream camera = source("").open()) {
      assertThat(camera.read()).isEqualTo(ONE);
      assertThat(camera.read()).isEqualTo(TWO);
      assertThatThrownBy(camera::read)
          .isInstanceOf(CameraUnavailableException.class)
          .hasMessageContaining("ended its stream");
    }
  }

  @Test
  void asksForSnapshotsAndSkipsRepeatedOnes() {
    server.createContext(
        "/", exchange -> send(exchange, 200, requests.incrementAndGet() < 4 ? ONE : TWO));

    try (FrameSource.Stream camera = source("").open()) {
      assertThat(camera.read()).isEqualTo(ONE);
      assertThat(camera.read()).isEqualTo(TWO);
    }
    assertThat(requests).hasValue(4);
  }

  @Test
  void sendsCredentialsAndShowsThemNowhere() {
    server.createContext(
        "/",
        exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          send(exchange, "Basic bGFuZTpzZWNyZXQ=".equals(sent) ? 200 : 401, ONE);
        });
    HttpSource camera = source("lane:secret@");

    try (FrameSource.Stream stream = camera.open()) {
      assertThat(stream.read()).isEqualTo(ONE);
    }
    assertThat(camera.describe()).doesNotContain("secret").contains("http://");
    assertThatThrownBy(() -> read("lane:wrong@"))
        .hasMessageContaining("(401)")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void refusesASnapshotThatIsTooLarge() {
    server.createContext("/", exchange -> send(exchange, 200, Arrays.copyOf(ONE, (2 << 20) + 1)));

    assertThatThrownBy(() -> read(""))
        .isInstanceOf(CameraUnavailableException.class)
        .hasMessageContaining("2 MiB");
  }

  @Test
  void saysThatNobodyAnswers() {
    server.stop(0);

    assertThatThrownBy(() -> read(""))
        .isInstanceOf(CameraUnavailableException.class)
        .hasMessageContaining("refuses the connection");
  }

  private byte[] read(String credentials) {
    try (FrameSource.Stream camera = source(credentials).open()) {
      return camera.read();
    }
  }

  private HttpSource source(String credentials) {
    return new HttpSource(
        URI.create("http://" + credentials + "127.0.0.1:" + server.getAddress().getPort() + "/c"));
  }

  private static void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=f");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (byte[] jpeg : new byte[][] {ONE, TWO}) {
        out.write("--f\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(jpeg);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
