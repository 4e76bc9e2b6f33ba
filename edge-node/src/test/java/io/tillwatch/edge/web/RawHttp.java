package io.tillwatch.edge.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection on which a test says exactly what it wants to, byte by byte. */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final BufferedReader lines;

  public RawHttp(String base) throws IOException {
    URI node = URI.create(base);
    socket = new Socket(node.getHost(), node.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** The status of the next answer, whose headers are passed over; -1 where the node hung up. */
  public int status() throws IOException {
    String first;
    try {
      first = lines.readLine();
      for (String line = first; line != null && !line.isEmpty(); line = lines.readLine()) {
        // only the first line counts
      }
    } catch (java.net.SocketException reset) {
      return -1;
    }
    return first == null ? -1 : Integer.parseInt(first.split(" ", 3)[1]);
  }

  /** The next line of the answer; fails where it has ended. */
  public String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new AssertionError("the answer has ended");
    }
    return line;
  }

  /** Whether the node has ended the connection; waits until it says something or does. */
  public boolean isEnded() throws IOException {
    try {
      return lines.read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
