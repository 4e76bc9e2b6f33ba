package io.tillwatch.edge.camera.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A network camera out of bytes: whatever a test wants it to answer, on a real socket. */
final class TestNetworkCamera implements AutoCloseable {
  /** What it answers. */
  interface Answer {
    void to(Request request, OutputStream out) throws IOException;
  }

  /** What it was asked, line by line. */
  record Request(List<String> lines) {
    String target() {
      return lines.get(0).split(" ")[1];
    }

    String header(String name) {
      return lines.stream()
          .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  final List<Request> requests = new CopyOnWriteArrayList<>();

  /** Counted down once the other side has closed a connection that this one keeps open. */
  final CountDownLatch hungUp = new CountDownLatch(1);

  private final ServerSocket server;
  private final Answer answer;

  TestNetworkCamera(Answer answer) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
  }

  TestNetworkCamera(ServerSocket server, Answer answer) {
    this.server = server;
    this.answer = answer;
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  URI uri(String credentials) {
    return URI.create("http://" + credentials + "127.0.0.1:" + port() + "/video?x=1");
  }

  /** Answers with these bytes, and closes. */
  static TestNetworkCamera sending(byte[]... parts) throws IOException {
    return new TestNetworkCamera((request, out) -> write(out, parts));
  }

  static void write(OutputStream out, byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      out.write(part);
    }
    out.flush();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Keeps the connection open until the other side closes it. */
  void stall(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // nothing more is expected
    }
    hungUp.countDown();
  }

  boolean wasHungUp() throws InterruptedException {
    return hungUp.await(10, TimeUnit.SECONDS);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        lines.add(line);
      }
      if (lines.isEmpty()) {
        return;
      }
      Request request = new Request(lines);
      requests.add(request);
      answer.to(request, socket.getOutputStream());
      if (stalls) {
        stall(socket);
      }
    } catch (IOException e) {
      hungUp.countDown();
    }
  }

  private volatile boolean stalls;

  /** From now on connections stay open behind the answer. */
  TestNetworkCamera stalling() {
    stalls = true;
    return this;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "test-network-camera");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
