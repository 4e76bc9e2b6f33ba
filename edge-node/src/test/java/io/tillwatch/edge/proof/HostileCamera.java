package io.tillwatch.edge.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A network camera that answers as a broken or malicious one would, by turns, or as a good one. */
final class HostileCamera implements AutoCloseable {
  private static final String MJPEG =
      "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n";
  private static final int PAUSE_NANOS = 100_000_000;

  /** What it does with whoever connects. */
  enum Manner {
    ENDS_AT_ONCE,
    SAYS_NOTHING,
    STALLS_BEHIND_ITS_HEAD,
    DRIPS,
    IS_UNPLUGGED_IN_A_PICTURE,
    SENDS_GARBAGE,
    SENDS_NO_BOUNDARY,
    SENDS_A_BOMB,
    IS_A_WEB_PAGE,
    FAILS,
    IS_GOOD
  }

  private final ServerSocket server;
  private final byte[] good;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile Manner manner = Manner.IS_GOOD;

  /** Shows this JPEG where it is good. */
  HostileCamera(byte[] good) throws IOException {
    this.good = good.clone();
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  String source() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/video";
  }

  /** From the next connection on it does this; those that are open end. */
  void behave(Manner next) {
    manner = next;
    open.forEach(HostileCamera::hangUp);
    open.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Manner now = manner;
        daemon(() -> serve(socket, now));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, Manner now) {
    try {
      InputStream in = socket.getInputStream();
      int read = in.read(new byte[4096]);
      OutputStream out = socket.getOutputStream();
      if (read > 0) {
        answer(out, now);
      }
      if (now != Manner.SAYS_NOTHING && now != Manner.STALLS_BEHIND_ITS_HEAD) {
        socket.close();
      }
    } catch (IOException ended) {
      hangUp(socket);
    }
  }

  private void answer(OutputStream out, Manner now) throws IOException {
    switch (now) {
      case ENDS_AT_ONCE, SAYS_NOTHING -> {}
      case STALLS_BEHIND_ITS_HEAD -> text(out, MJPEG);
      case DRIPS -> drip(out);
      case IS_UNPLUGGED_IN_A_PICTURE -> {
        text(out, MJPEG);
        part(out, good);
        part(out, Arrays.copyOf(good, good.length / 2));
      }
      case SENDS_GARBAGE -> endlessly(out, MJPEG, noise());
      case SENDS_NO_BOUNDARY -> endlessly(out, MJPEG, new byte[65_536]);
      case SENDS_A_BOMB -> bombs(out);
      case IS_A_WEB_PAGE ->
          text(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Sign in</h1>");
      case FAILS -> text(out, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
      case IS_GOOD -> pictures(out);
    }
  }

  private void drip(OutputStream out) throws IOException {
    for (byte one : (MJPEG + "--b\r\n").getBytes(StandardCharsets.US_ASCII)) {
      out.write(one);
      out.flush();
      pause();
    }
  }

  private static void endlessly(OutputStream out, String head, byte[] bytes) throws IOException {
    text(out, head);
    for (int i = 0; i < 2_000; i++) {
      out.write(bytes);
      out.flush();
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void bombs(OutputStream out) throws IOException {
    text(out, MJPEG);
    byte[] bomb = good.clone();
    for (int i = 2; i < bomb.length - 9; i++) {
      if ((bomb[i] & 0xFF) == 0xFF && (bomb[i + 1] & 0xFF) == 0xC0) {
        ByteBuffer.wrap(bomb).putShort(i + 5, (short) 65_500).putShort(i + 7, (short) 65_500);
        break;
      }
    }
    for (int i = 0; i < 100; i++) {
      part(out, bomb);
      pause();
    }
  }

  private void pictures(OutputStream out) throws IOException {
    text(out, MJPEG);
    for (int i = 0; i < 300; i++) {
      part(out, good);
      pause();
    }
  }

  private static byte[] noise() {
    byte[] noise = new byte[65_536];
    new Random(3).nextBytes(noise);
    return noise;
  }

  private static void part(OutputStream out, byte[] jpeg) throws IOException {
    text(out, "--b\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n");
    out.write(jpeg);
    text(out, "\r\n");
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "hostile-camera");
    thread.setDaemon(true);
    thread.start();
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(HostileCamera::hangUp);
  }
}
