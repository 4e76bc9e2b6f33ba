package io.tillwatch.edge.camera.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer of a network camera, read as cameras write them: lines may end in LF alone, the reason
 * may be missing, and a stream may come without any head.
 *
 * @param status 200 where there was no head
 * @param headers by their names in lower case
 * @param body what is left of the connection, without its chunks, and no longer than it says
 */
record HttpAnswer(int status, Map<String, List<String>> headers, InputStream body) {
  private static final int MOST_LETTERS = 8_192;
  private static final int MOST_LINES = 100;
  private static final int FIRST_BYTES = 5;

  /** What came instead of HTTP; the message is fit for people. */
  static final class NotHttpException extends IOException {
    private static final long serialVersionUID = 1L;

    NotHttpException(String message) {
      super(message);
    }
  }

  /**
   * Reads up to the body.
   *
   * @param connection which can be marked
   * @throws NotHttpException where it is no answer of HTTP
   */
  static HttpAnswer read(BufferedInputStream connection) throws IOException {
    connection.mark(FIRST_BYTES);
    byte[] first = connection.readNBytes(FIRST_BYTES);
    connection.reset();
    String begin = new String(first, StandardCharsets.ISO_8859_1);
    if (begin.isEmpty()) {
      throw new NotHttpException("closes the connection without an answer");
    }
    if (begin.startsWith("--") || begin.startsWith("\u00ff\u00d8")) {
      return new HttpAnswer(200, Map.of(), connection);
    }
    if (begin.charAt(0) == 0x15 || begin.charAt(0) == 0x16) {
      throw new NotHttpException("speaks TLS; write https:// instead of http://");
    }
    if (!begin.toUpperCase(Locale.ROOT).startsWith("HTTP/")) {
      throw new NotHttpException("does not speak HTTP; is the port right?");
    }
    return readHead(connection);
  }

  private static HttpAnswer readHead(BufferedInputStream connection) throws IOException {
    int status = status(line(connection));
    Map<String, List<String>> headers = headers(connection);
    if (status / 100 == 1) {
      return read(connection);
    }
    HttpAnswer answer = new HttpAnswer(status, headers, connection);
    if (answer.header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      return new HttpAnswer(status, headers, new BodyInChunks(connection));
    }
    String length = answer.header("content-length").strip();
    return length.matches("\\d{1,18}")
        ? new HttpAnswer(status, headers, new BodyOfLength(connection, Long.parseLong(length)))
        : answer;
  }

  private static int status(String line) throws IOException {
    String[] words = line.strip().split("\\s+", 3);
    if (words.length < 2 || !words[1].matches("[1-5]\\d\\d")) {
      throw new NotHttpException("answers with a status that is none");
    }
    return Integer.parseInt(words[1]);
  }

  private static Map<String, List<String>> headers(InputStream in) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    String line = line(in);
    for (int lines = 0; !line.isEmpty(); lines++) {
      if (lines >= MOST_LINES) {
        throw new NotHttpException("sends more than " + MOST_LINES + " header lines");
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                line.substring(0, colon).strip().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
      line = line(in);
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() >= MOST_LETTERS) {
        throw new NotHttpException("sends a line that does not end");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /** The first value of a header, empty where there is none. */
  String header(String name) {
    return values(name).stream().findFirst().orElse("");
  }

  List<String> values(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** Bytes of the body, where it says how many. */
  Optional<Long> length() {
    return body instanceof BodyOfLength known ? Optional.of(known.left) : Optional.empty();
  }

  /** A body that ends after so many bytes. */
  private static final class BodyOfLength extends InputStream {
    private final InputStream in;
    private long left;

    BodyOfLength(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int next = left == 0 ? -1 : in.read();
      left -= next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] to, int from, int most) throws IOException {
      int read = left == 0 ? -1 : in.read(to, from, (int) Math.min(most, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(in.available(), left);
    }
  }

  /** A body in chunks, each behind a line with its length. */
  private static final class BodyInChunks extends InputStream {
    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    BodyInChunks(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int most) throws IOException {
      if (most == 0) {
        return 0;
      }
      if (left == 0 && !ended) {
        beginChunk();
      }
      int read = ended ? -1 : in.read(to, from, (int) Math.min(most, left));
      left -= Math.max(read, 0);
      return read;
    }

    private void beginChunk() throws IOException {
      String size = line(in);
      size = size.isEmpty() && !first ? line(in) : size;
      first = false;
      String digits = size.replaceFirst(";.*", "").strip();
      if (!digits.matches("[0-9a-fA-F]{1,15}")) {
        throw new StreamCorruptedException("expected the length of a chunk, found other bytes");
      }
      left = Long.parseLong(digits, 16);
      ended = left == 0;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(in.available(), left);
    }
  }
}
