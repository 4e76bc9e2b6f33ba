package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A network camera: an address that answers with MJPEG, or with one picture a request. Which of
 * them is told by the bytes, whatever type they are said to be. A user and password in the address
 * are shown nowhere.
 */
final class HttpSource implements FrameSource {
  private static final Duration SNAPSHOT_PACE = Duration.ofMillis(100);
  private static final int FIRST_BYTES = 64;
  private static final String JPEG = "\u00ff\u00d8\u00ff";
  private static final String PNG = "\u0089PNG";
  private static final String WEBP = "RIFF";

  private final URI address;
  private final @Nullable String credentials;
  private final String description;

  HttpSource(URI address) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException(
          "camera.source: expected an http address with a host, found none");
    }
    this.credentials = address.getUserInfo();
    this.address =
        URI.create(address.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("#.*", ""));
    this.description = address.getScheme() + "://" + this.address.getAuthority();
    new HttpCamera(this.address, credentials, description);
  }

  /** Connects with the first read. */
  @Override
  public Stream open() {
    return new Connection();
  }

  private final class Connection implements Stream {
    private final HttpCamera camera = new HttpCamera(address, credentials, description);
    private @Nullable MjpegReader stream;
    private boolean inParts;
    private int frames;
    private byte @Nullable [] snapshot;
    private String type = "";

    @Override
    public byte[] read() {
      try {
        if (stream != null) {
          return nextOfStream(stream);
        }
        return snapshot == null ? first() : newSnapshot(snapshot);
      } catch (IOException e) {
        throw new CameraUnavailableException(description + " " + HttpConnection.reason(e), e);
      }
    }

    private byte[] first() throws IOException {
      HttpAnswer answer = camera.get();
      type = answer.header("content-type").toLowerCase(Locale.ROOT);
      BufferedInputStream body = new BufferedInputStream(answer.body(), 1 << 16);
      String begin = peek(body);
      inParts = begin.startsWith("--") || type.startsWith("multipart/");
      boolean known = begin.startsWith(PNG) || begin.startsWith(WEBP);
      if (known || (begin.startsWith(JPEG) && answer.length().orElse(-1L) >= 0 && !inParts)) {
        snapshot = picture(answer, body);
        return shown(snapshot);
      }
      if (!inParts && (begin.startsWith("<") || begin.startsWith("{"))) {
        throw noPicture("answers with a web page or a text");
      }
      if (!answer.header("content-encoding").matches("(?i)|identity")) {
        throw noPicture("answers with packed bytes");
      }
      stream = new MjpegReader(body);
      return nextOfStream(stream);
    }

    private byte[] nextOfStream(MjpegReader from) throws IOException {
      byte[] jpeg = from.next();
      if (jpeg != null) {
        frames++;
        return jpeg;
      }
      if (frames == 0) {
        throw noPicture("ends without a picture");
      }
      if (frames > 1 || inParts) {
        throw camera.refused("ended its stream");
      }
      stream = null;
      snapshot = new byte[0];
      return newSnapshot(snapshot);
    }

    /**
     * A camera that is slower than we ask repeats its picture, which is no new frame; one that
     * repeats it for ever gives none, and is noticed as stalled.
     */
    private byte[] newSnapshot(byte[] before) throws IOException {
      byte[] next = ask();
      while (Arrays.equals(next, before)) {
        pause();
        next = ask();
      }
      snapshot = next;
      return shown(next);
    }

    private byte[] shown(byte[] picture) {
      return picture[0] == (byte) 0xff ? picture.clone() : JpegEncoder.asJpeg(picture);
    }

    private byte[] ask() throws IOException {
      HttpAnswer answer = camera.get();
      return picture(answer, answer.body());
    }

    private byte[] picture(HttpAnswer answer, InputStream body) throws IOException {
      byte[] bytes = body.readNBytes(PictureHeader.MAX_BYTES + 1);
      if (bytes.length > PictureHeader.MAX_BYTES) {
        throw camera.refused("sent a picture of over 2 MiB");
      }
      if (answer.length().orElse(0L) > 0) {
        throw camera.refused("closes the connection within a picture");
      }
      String begin = new String(bytes, 0, Math.min(bytes.length, 4), StandardCharsets.ISO_8859_1);
      if (!begin.startsWith(JPEG) && !begin.startsWith(PNG) && !begin.startsWith(WEBP)) {
        throw noPicture("answers with bytes that are no picture");
      }
      camera.close();
      return bytes;
    }

    private CameraUnavailableException noPicture(String what) {
      String said = type.replaceAll("[^a-z0-9/+.-].*", "");
      return camera.refused(
          what + " (" + (said.isEmpty() ? "no type" : said) + "); is the path that of a picture?");
    }

    private void pause() {
      LockSupport.parkNanos(SNAPSHOT_PACE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw camera.refused("is no longer needed");
      }
    }

    @Override
    public Duration pace() {
      return stream == null ? SNAPSHOT_PACE : Duration.ZERO;
    }

    @Override
    public void cancel() {
      camera.cancel();
    }

    @Override
    public void close() {
      camera.close();
    }
  }

  /** The first bytes behind white space; more than three only where they are there already. */
  private static String peek(BufferedInputStream body) throws IOException {
    body.mark(FIRST_BYTES);
    StringBuilder begin = new StringBuilder();
    for (int read = 0; read < FIRST_BYTES && begin.length() < 4; read++) {
      int next = body.read();
      if (next < 0) {
        break;
      }
      if (begin.length() > 0 || !Character.isWhitespace(next)) {
        begin.append((char) next);
      }
    }
    body.reset();
    return begin.toString();
  }

  @Override
  public SourceKind kind() {
    return SourceKind.LIVE_CAMERA;
  }

  @Override
  public String describe() {
    return description;
  }
}
