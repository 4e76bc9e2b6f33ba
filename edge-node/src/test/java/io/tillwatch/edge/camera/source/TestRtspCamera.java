package io.tillwatch.edge.camera.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A network camera that speaks RTSP (RFC 2326) and sends a recorded transport stream as RTP within
 * the connection, as a real one would: at the pace of its pictures.
 */
public final class TestRtspCamera implements AutoCloseable {
  private static final int PACKET = 7 * 188;
  private static final int TRANSPORT_STREAM = 33;
  private static final int SECONDS = 30;

  private final ServerSocket server;
  private final byte[] recorded;
  private final String credentials;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean silent;

  private TestRtspCamera(byte[] recorded, String credentials) throws IOException {
    this.recorded = recorded;
    this.credentials = credentials;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /**
   * Shows a drawn person, ten frames a second.
   *
   * @param credentials {@code user:password}, empty where it asks for none
   */
  public static TestRtspCamera showing(Path dir, String credentials)
      throws IOException, InterruptedException {
    Path clip = dir.resolve("drawn.mjpeg");
    Path recorded = dir.resolve("drawn.ts");
    if (!Files.exists(recorded)) {
      DrawnClip.write(clip, 3, 40);
      record(clip, recorded);
    }
    return new TestRtspCamera(Files.readAllBytes(recorded), credentials);
  }

  private static void record(Path clip, Path to) throws IOException, InterruptedException {
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-y",
                "-nostdin",
                "-loglevel",
                "error",
                "-stream_loop",
                "7",
                "-r",
                "10",
                "-f",
                "mjpeg",
                "-i",
                clip.toString(),
                "-r",
                "10",
                "-c:v",
                "mpeg4",
                "-q:v",
                "3",
                "-g",
                "10",
                "-f",
                "mpegts",
                to.toString())
            .inheritIO()
            .start();
    if (!ffmpeg.waitFor(60, TimeUnit.SECONDS) || ffmpeg.exitValue() != 0) {
      throw new IOException("ffmpeg could not make a recording");
    }
  }

  public static boolean hasFfmpeg() {
    try {
      return new ProcessBuilder("ffmpeg", "-version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public URI uri(String user) {
    return URI.create("rtsp://" + user + "127.0.0.1:" + server.getLocalPort() + "/live?secret=7");
  }

  /** How many watch. */
  public long watchers() {
    open.removeIf(Socket::isClosed);
    return open.size();
  }

  /** From now on connections stay open and nothing comes. */
  public void fallSilent(boolean now) {
    silent = now;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
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
      OutputStream out = socket.getOutputStream();
      for (List<String> request = read(in); !request.isEmpty(); request = read(in)) {
        answer(request, out);
      }
    } catch (IOException e) {
      // whoever watched has gone
    }
  }

  private static List<String> read(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private void answer(List<String> request, OutputStream out) throws IOException {
    String method = request.get(0).split(" ")[0];
    String target = request.get(0).split(" ")[1];
    String cseq = header(request, "CSeq");
    if (!credentials.isEmpty() && !method.equals("OPTIONS") && !isRight(request)) {
      send(out, "401 Unauthorized", cseq, "WWW-Authenticate: Basic realm=\"cam\"\r\n", "");
    } else if (method.equals("DESCRIBE") && target.contains("/nothing")) {
      send(out, "404 Not Found", cseq, "", "");
    } else if (method.equals("DESCRIBE")) {
      String sdp =
          "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=cam\r\nt=0 0\r\n"
              + "m=video 0 RTP/AVP 33\r\na=control:track1\r\n";
      send(out, "200 OK", cseq, "Content-Type: application/sdp\r\n", sdp);
    } else if (method.equals("SETUP")) {
      String transport = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 77\r\n";
      send(out, "200 OK", cseq, transport, "");
    } else {
      send(out, "200 OK", cseq, "Session: 77\r\n", "");
      if (method.equals("PLAY")) {
        daemon(() -> play(out));
      }
    }
  }

  private boolean isRight(List<String> request) {
    String expected =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return header(request, "Authorization").equals("Basic " + expected);
  }

  private static String header(List<String> request, String name) {
    return request.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static void send(OutputStream out, String status, String cseq, String more, String body)
      throws IOException {
    String head = "RTSP/1.0 " + status + "\r\nCSeq: " + cseq + "\r\n" + more;
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    synchronized (out) {
      out.write((head + length + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
  }

  private void play(OutputStream out) {
    long began = System.nanoTime();
    int packets = recorded.length / PACKET;
    try {
      for (int i = 0; i < packets; i++) {
        while (silent) {
          LockSupport.parkNanos(20_000_000);
        }
        long due = began + TimeUnit.SECONDS.toNanos(SECONDS) * i / packets;
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        ByteBuffer packet = ByteBuffer.allocate(4 + 12 + PACKET);
        packet.put((byte) '$').put((byte) 0).putShort((short) (12 + PACKET));
        packet.put((byte) 0x80).put((byte) TRANSPORT_STREAM).putShort((short) i);
        packet.putInt((int) ((System.nanoTime() - began) / 1_000_000 * 90)).putInt(1);
        packet.put(recorded, i * PACKET, PACKET);
        synchronized (out) {
          out.write(packet.array());
          out.flush();
        }
      }
    } catch (IOException e) {
      // whoever watched has gone
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "test-rtsp-camera");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
