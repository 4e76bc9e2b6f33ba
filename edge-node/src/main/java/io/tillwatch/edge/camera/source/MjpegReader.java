package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.PictureHeader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes JPEGs out of a stream: a file that is nothing else, or the body of an MJPEG answer with its
 * boundaries and headers in between, which are skipped. Segments are walked by their lengths, so a
 * thumbnail within a frame does not end it. A frame without an end marker ends where its part's
 * Content-Length says, or where the next frame begins. Trusts nothing: a frame over 2 MiB is an
 * error. For one thread.
 */
public final class MjpegReader {
  private static final int MOST_NOISE = 1 << 20;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_STREAM = -1;

  /** The part's length is reached, and the next part begins. */
  private static final int END_OF_PART = -2;

  private static final byte[] END = {(byte) 0xff, (byte) END_OF_IMAGE};
  private static final byte[] DASHES = {'-', '-'};

  private final InputStream in;
  private final PartHead head = new PartHead();
  private ByteArrayOutputStream frame = new ByteArrayOutputStream(1 << 16);
  private int partLength;
  private boolean begun;

  public MjpegReader(InputStream in) {
    this.in = in.markSupported() ? in : new BufferedInputStream(in, 1 << 16);
  }

  /**
   * The next frame, or null at the end of the stream; a frame that the end cuts off is dropped.
   *
   * @throws IOException for a frame over 2 MiB, or for a megabyte without any
   */
  public byte @Nullable [] next() throws IOException {
    frame = new ByteArrayOutputStream(1 << 16);
    if (begun) {
      begin(0);
    } else if (!findStart()) {
      return null;
    }
    return copySegments();
  }

  private boolean findStart() throws IOException {
    head.forget();
    int before = -1;
    for (int skipped = 0; skipped < MOST_NOISE; skipped++) {
      int now = in.read();
      if (now < 0) {
        return false;
      }
      if (before == 0xff && now == START_OF_IMAGE) {
        begin(head.contentLength());
        return true;
      }
      head.add(now);
      before = now;
    }
    throw new StreamCorruptedException("expected JPEG frames, found none in a megabyte");
  }

  private void begin(int length) {
    begun = false;
    partLength = length;
    frame.write(0xff);
    frame.write(START_OF_IMAGE);
  }

  private byte @Nullable [] copySegments() throws IOException {
    int marker = copyMarker();
    while (marker >= 0 && marker != END_OF_IMAGE && marker != START_OF_IMAGE) {
      if (hasLength(marker) && !copyLengthAndBody()) {
        return null;
      }
      marker = marker == START_OF_SCAN ? copyScan() : copyMarker();
    }
    return switch (marker) {
      case END_OF_IMAGE -> frame.toByteArray();
      case END_OF_PART -> ended(frame.size());
      case START_OF_IMAGE -> cutOffAtNextFrame();
      default -> null;
    };
  }

  /** The next frame begins within this one, so this one has no end; its start is consumed. */
  private byte[] cutOffAtNextFrame() {
    begun = true;
    byte[] bytes = frame.toByteArray();
    int end = bytes.length - 2;
    for (int i = end; i-- > Math.max(0, end - PartHead.MOST); ) {
      if (bytes[i] == '\n' && Arrays.equals(bytes, i + 1, i + 3, DASHES, 0, 2)) {
        return ended(i > 0 && bytes[i - 1] == '\r' ? i - 1 : i);
      }
    }
    return ended(end);
  }

  private byte[] ended(int length) {
    byte[] whole = Arrays.copyOf(frame.toByteArray(), length + END.length);
    System.arraycopy(END, 0, whole, length, END.length);
    return whole;
  }

  /** Copies up to the next marker, or says which end came first. */
  private int copyMarker() throws IOException {
    int before = 0;
    while (true) {
      if (partLength > 0 && frame.size() == partLength && isBetweenParts()) {
        return END_OF_PART;
      }
      int now = copy();
      if (now < 0) {
        return END_OF_STREAM;
      }
      if (before == 0xff && now != 0xff && now != 0) {
        return now;
      }
      before = now;
    }
  }

  /** Some cameras lie about the length of a part: what follows must be a boundary, or the end. */
  private boolean isBetweenParts() throws IOException {
    in.mark(4);
    byte[] next = in.readNBytes(4);
    in.reset();
    String text = new String(next, StandardCharsets.ISO_8859_1);
    return text.isEmpty() || text.matches("(?s)\n?--.*|\r\n.*");
  }

  /** Entropy-coded bytes go on over stuffed zeros and restart markers. */
  private int copyScan() throws IOException {
    int marker = copyMarker();
    while (marker >= 0xd0 && marker <= 0xd7) {
      marker = copyMarker();
    }
    return marker;
  }

  private boolean copyLengthAndBody() throws IOException {
    int high = copy();
    int low = copy();
    if (high < 0 || low < 0) {
      return false;
    }
    int left = (high << 8 | low) - 2;
    while (left-- > 0) {
      if (copy() < 0) {
        return false;
      }
    }
    return true;
  }

  private int copy() throws IOException {
    int next = in.read();
    if (next >= 0) {
      if (frame.size() >= PictureHeader.MAX_BYTES) {
        throw new StreamCorruptedException("expected frames of at most 2 MiB, found a larger one");
      }
      frame.write(next);
    }
    return next;
  }

  private static boolean hasLength(int marker) {
    return marker != 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
  }

  /** What stands before a frame, as far as it may be a part's headers; keeps the end of it. */
  private static final class PartHead {
    static final int MOST = 1024;
    private static final String LENGTH = "content-length:";

    private final StringBuilder line = new StringBuilder();
    private int length;

    void forget() {
      line.setLength(0);
      length = 0;
    }

    void add(int letter) {
      if (letter == '\n') {
        String text = line.toString().toLowerCase(Locale.ROOT).strip();
        length = text.startsWith("--") ? 0 : text.startsWith(LENGTH) ? length(text) : length;
        line.setLength(0);
      } else if (line.length() < MOST) {
        line.append((char) letter);
      }
    }

    /** Zero where none is said, or none that a frame can have. */
    int contentLength() {
      return length;
    }

    private static int length(String text) {
      String digits = text.substring(LENGTH.length()).strip();
      int said = digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : 0;
      return said <= PictureHeader.MAX_BYTES ? said : 0;
    }
  }
}
