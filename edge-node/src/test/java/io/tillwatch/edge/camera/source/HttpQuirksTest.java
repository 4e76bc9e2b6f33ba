package io.tillwatch.edge.camera.source;

import static io.tillwatch.edge.camera.source.TestNetworkCamera.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Network cameras as they are: each answers in a way that some camera does. */
class HttpQuirksTest {
  private static final byte[] ONE = DemoPictures.personJpeg(1, 1);
  private static final byte[] TWO = DemoPictures.personJpeg(2, 1);
  private static final String MULTIPART =
      "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=f\r\n\r\n";

  static Stream<Arguments> readable() {
    return Stream.of(
        camera("boundary behind dashes", MULTIPART, parts("--f\r\n", "\r\n\r\n")),
        camera(
            "boundary in quotes, with dashes of its own",
            "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=\"--f\"\r\n\r\n",
            parts("----f\r\n", "\r\n\r\n")),
        camera("boundary without dashes", MULTIPART, parts("f\r\n", "\r\n\r\n")),
        camera("no empty line before the boundary", MULTIPART, parts("--f\r\n", "\r\n\r\n", "")),
        camera("lines that end in LF", MULTIPART.replace("\r", ""), parts("--f\n", "\n\n", "\n")),
        camera("HTTP/1.0", MULTIPART.replace("1.1", "1.0"), parts("--f\r\n", "\r\n\r\n")),
        camera("no reason behind the status", "HTTP/1.1 200\r\n\r\n", parts("--f\r\n", "\r\n\r\n")),
        camera("no head at all", "", parts("--f\r\n", "\r\n\r\n")),
        camera("no type", "HTTP/1.1 200 OK\r\n\r\n", parts("--f\r\n", "\r\n\r\n")),
        camera(
            "called image/jpeg",
            "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n",
            parts("--f\r\n", "\r\n\r\n")),
        camera(
            "called text/plain",
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n",
            parts("--f\r\n", "\r\n\r\n")),
        camera(
            "JPEGs one behind the other, called octet-stream",
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n",
            joined(ONE, TWO)),
        camera(
            "a length of the whole stream that is none",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n"
                + "Content-Type: multipart/x-mixed-replace;boundary=f\r\n\r\n",
            parts("--f\r\n", "\r\n\r\n")),
        camera(
            "a negative length",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            parts("--f\r\n", "\r\n\r\n")),
        camera("parts without headers", MULTIPART, parts("--f", "\r\n\r\n")),
        camera(
            "parts whose length is too short",
            MULTIPART,
            parts("--f\r\nContent-Length: 99\r\n", "\r\n")),
        camera(
            "frames without an end, by their length",
            MULTIPART,
            joined(part(endless(ONE)), part(endless(TWO)), text("--f--\r\n"))),
        camera(
            "frames without an end or a length",
            MULTIPART,
            joined(parts("--f\r\n", "\r\n\r\n", "\r\n", endless(ONE), endless(TWO), TWO))),
        camera(
            "an empty line before the head of a part",
            MULTIPART,
            parts("\r\n\r\n--f\r\nX-Frame: 7\r\n", "\r\n")),
        camera(
            "in chunks",
            MULTIPART.replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n"),
            chunked(parts("--f\r\n", "\r\n\r\n"), 1_000, "\r\n")),
        camera(
            "in chunks with names, lines that end in LF",
            MULTIPART.replace("\r\n\r\n", "\r\nTRANSFER-ENCODING: Chunked\r\n\r\n"),
            chunked(parts("--f\r\n", "\r\n\r\n"), 777, ";x=y\n")),
        camera(
            "a word of patience first",
            "HTTP/1.1 100 Continue\r\n\r\n" + MULTIPART,
            parts("--f\r\n", "\r\n\r\n")),
        camera(
            "header names in odd letters",
            "http/1.1 200 ok\r\nCONTENT-TYPE :multipart/x-mixed-replace\r\nnonsense\r\n\r\n",
            parts("--f\r\n", "\r\n\r\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void readsBothPictures(String name, byte[] answer) throws IOException {
    try (TestNetworkCamera camera = TestNetworkCamera.sending(answer);
        FrameSource.Stream stream = new HttpSource(camera.uri("")).open()) {
      assertThat(withoutEnd(stream.read())).isEqualTo(withoutEnd(ONE));
      assertThat(withoutEnd(stream.read())).isEqualTo(withoutEnd(TWO));
    }
  }

  static Stream<Arguments> refused() {
    String page = "<!DOCTYPE html><title>Sign in</title>";
    return Stream.of(
        refusal("401 without a login", "HTTP/1.1 401 No\r\n\r\n", "asks for a login (401)"),
        refusal("403", "HTTP/1.1 403 No\r\n\r\n", "forbids it (403)"),
        refusal("404", "HTTP/1.1 404 No\r\n\r\n", "nothing at this address (404)"),
        refusal("503", "HTTP/1.1 503 No\r\n\r\n", "is busy (503)"),
        refusal("500", "HTTP/1.1 500 No\r\n\r\n", "answers 500 instead of 200"),
        refusal(
            "a web page", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page, "web page"),
        refusal(
            "a web page called a picture",
            "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\r\n" + page,
            "web page"),
        refusal("JSON", "HTTP/1.1 200 OK\r\n\r\n{\"error\":1}", "web page or a text"),
        refusal("no picture", "HTTP/1.1 200 OK\r\n\r\nGIF89a....", "ends without a picture"),
        refusal("nothing behind the head", "HTTP/1.1 200 OK\r\n\r\n", "ends without a picture"),
        refusal(
            "a picture that is cut off",
            "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n\u00ff\u00d8\u00ff\u00e0",
            "closes the connection within a picture"),
        refusal(
            "packed bytes",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\b\0",
            "packed bytes"),
        refusal("no answer", "", "closes the connection without an answer"),
        refusal("another protocol", "SSH-2.0-dropbear\r\n", "does not speak HTTP"),
        refusal("TLS", "\u0015\u0003\u0001\0\u0002\u0002P", "write https://"),
        refusal("a status that is none", "HTTP/1.1 OK\r\n\r\n", "status that is none"),
        refusal(
            "another host",
            "HTTP/1.1 302 Go\r\nLocation: http://elsewhere.example/\r\n\r\n",
            "another host"),
        refusal(
            "itself, for ever", "HTTP/1.1 302 Go\r\nLocation: /again\r\n\r\n", "again and again"),
        refusal(
            "another scheme",
            "HTTP/1.1 302 Go\r\nLocation: file:///etc/passwd\r\n\r\n",
            "not followed"),
        refusal(
            "bytes that are no chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
            "length of a chunk"),
        refusal("endless headers", "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(500), "header lines"),
        refusal("an endless line", "HTTP/1.1 200 " + "a".repeat(20_000), "line that does not end"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void saysWhyThereIsNoPicture(String name, byte[] answer, String reason) throws IOException {
    try (TestNetworkCamera camera = TestNetworkCamera.sending(answer);
        FrameSource.Stream stream = new HttpSource(camera.uri("")).open()) {
      assertThatThrownBy(stream::read)
          .isInstanceOf(CameraUnavailableException.class)
          .hasMessageContaining(reason)
          .hasMessageStartingWith("http://127.0.0.1:" + camera.port() + " ");
    }
  }

  @Test
  void saysThatNobodyListensThatAHostIsUnknownAndThatTheOtherSideSpeaksNoTls() throws IOException {
    int free;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = taken.getLocalPort();
    }
    assertThatThrownBy(() -> read("http://127.0.0.1:" + free))
        .hasMessageContaining("refuses the connection");
    assertThatThrownBy(() -> read("http://no-such-camera.invalid/"))
        .hasMessageContaining("host name that cannot be found");
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Void> answering = new FutureTask<>(() -> refuseTls(plain));
      new Thread(answering).start();
      assertThatThrownBy(() -> read("https://127.0.0.1:" + plain.getLocalPort()))
          .hasMessageContaining("does not speak TLS; write http://");
    }
  }

  @Test
  void saysThatACameraTakesTheConnectionAndIsSilent() throws IOException {
    try (TestNetworkCamera camera = new TestNetworkCamera((request, out) -> {}).stalling();
        FrameSource.Stream stream = new HttpSource(camera.uri("")).open()) {
      assertThatThrownBy(stream::read).hasMessageContaining("says nothing for 2500 ms");
    }
  }

  @Test
  void followsACameraToAnotherAddressOfItsHost() throws IOException {
    byte[] answer = joined(text(MULTIPART), parts("--f\r\n", "\r\n\r\n"));
    TestNetworkCamera.Answer redirecting =
        (request, out) ->
            TestNetworkCamera.write(
                out,
                request.target().equals("/real?y=2")
                    ? answer
                    : text("HTTP/1.1 307 Go\r\nLocation: /real?y=2\r\n\r\n"));
    try (TestNetworkCamera camera = new TestNetworkCamera(redirecting);
        FrameSource.Stream stream = new HttpSource(camera.uri("")).open()) {
      assertThat(stream.read()).isEqualTo(ONE);
    }
  }

  @Test
  void asksForNoUpgradeAndForNothingElseThatCamerasStumbleOver() throws IOException {
    byte[] answer = joined(text(MULTIPART), parts("--f\r\n", "\r\n\r\n"));
    try (TestNetworkCamera camera = TestNetworkCamera.sending(answer);
        FrameSource.Stream stream = new HttpSource(camera.uri("")).open()) {
      stream.read();

      assertThat(camera.requests.get(0).lines())
          .containsExactly(
              "GET /video?x=1 HTTP/1.1",
              "Host: 127.0.0.1:" + camera.port(),
              "User-Agent: tillwatch",
              "Accept: */*",
              "Connection: close");
    }
  }

  @Test
  void aReadThatIsUnderWayEndsAndClosesTheConnectionOnceItIsCancelled() throws Exception {
    byte[] begun = joined(text(MULTIPART), part(ONE));
    try (TestNetworkCamera camera = TestNetworkCamera.sending(begun).stalling();
        FrameSource.Stream stream = new HttpSource(camera.uri("")).open()) {
      assertThat(stream.read()).isEqualTo(ONE);
      FutureTask<byte[]> reading = new FutureTask<>(stream::read);
      Thread owner = new Thread(reading);
      owner.start();

      stream.cancel();

      assertThat(camera.wasHungUp()).isTrue();
      assertThatThrownBy(reading::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CameraUnavailableException.class);
      assertThatThrownBy(stream::read).isInstanceOf(CameraUnavailableException.class);
    }
  }

  private static Void refuseTls(ServerSocket plain) throws IOException {
    try (Socket socket = plain.accept()) {
      socket.getOutputStream().write(text("HTTP/1.1 400 Bad Request\r\n\r\n"));
      while (socket.getInputStream().read() >= 0) {
        // until the other side has read why
      }
    }
    return null;
  }

  private static byte[] read(String address) {
    try (FrameSource.Stream stream = new HttpSource(URI.create(address)).open()) {
      return stream.read();
    }
  }

  private static Arguments camera(String name, String head, byte[] body) {
    return Arguments.of(name, joined(text(head), body));
  }

  private static Arguments refusal(String name, String answer, String reason) {
    return Arguments.of(name, text(answer), reason);
  }

  private static byte[] parts(String boundary, String headers) {
    return parts(boundary, headers, "\r\n");
  }

  private static byte[] parts(String boundary, String headers, String between) {
    return parts(boundary, headers, between, ONE, TWO);
  }

  private static byte[] parts(String boundary, String headers, String between, byte[]... jpegs) {
    byte[][] parts =
        Arrays.stream(jpegs)
            .map(
                jpeg ->
                    joined(
                        text(boundary + "Content-Type: image/jpeg" + headers), jpeg, text(between)))
            .toArray(byte[][]::new);
    return joined(parts);
  }

  private static byte[] part(byte[] jpeg) {
    String head = "--f\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length;
    return joined(text(head + "\r\n\r\n"), jpeg, text("\r\n"));
  }

  private static byte[] endless(byte[] jpeg) {
    return Arrays.copyOf(jpeg, jpeg.length - 2);
  }

  private static byte[] withoutEnd(byte[] jpeg) {
    return endless(jpeg);
  }

  private static byte[] chunked(byte[] body, int size, String behindLength) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; at += size) {
      byte[] chunk = Arrays.copyOfRange(body, at, Math.min(body.length, at + size));
      all.writeBytes(text(Integer.toHexString(chunk.length) + behindLength));
      all.writeBytes(chunk);
      all.writeBytes(text("\r\n"));
    }
    all.writeBytes(text("0\r\n\r\n"));
    return all.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
