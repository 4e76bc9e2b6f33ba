package io.tillwatch.edge.camera.source;

import io.tillwatch.core.camera.PictureHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes JPEGs out of a stream: a file that is nothing else, or the body of an MJPEG answer with its
 * boundaries and headers in between, which are skipped. Segments are walked by their lengths, so a
 * thumbnail within a frame does not end it. Trusts nothing: a frame over 2 MiB is an error.
 */
public final class MjpegReader {
  private static final int MOST_NOISE = 1 << 20;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  private final InputStream in;
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream(1 << 16);

  private MjpegReader(InputStream in) {
    this.in = in;
  }

  /**
   * The next frame, or null at the end of the stream; a frame that the end cuts off is dropped.
   *
   * @throws IOException for a frame over 2 MiB, or for a megabyte without any
   */
  public static byte @Nullable [] next(InputStream in) throws IOException {
    MjpegReader reader = new MjpegReader(in);
    return reader.findStart() && reader.copySegments() ? reader.frame.toByteArray() : null;
  }

  private boolean findStart() throws IOException {
    int before = -1;
    for (int skipped = 0; skipped < MOST_NOISE; skipped++) {
      int now = in.read();
      if (now < 0) {
        return false;
      }
      if (before == 0xff && now == START_OF_IMAGE) {
        frame.write(before);
        frame.write(now);
        return true;
      }
      before = now;
    }
    throw new IOException("expected JPEG frames, found none in a megabyte");
  }

  private boolean copySegments() throws IOException {
    int marker = copyMarker();
    while (marker >= 0 && marker != END_OF_IMAGE) {
      if (hasLength(marker) && !copyLengthAndBody()) {
        return false;
      }
      marker = marker == START_OF_SCAN ? copyScan() : copyMarker();
    }
    return marker == END_OF_IMAGE;
  }

  /** Copies up to the next marker; minus one at the end of the stream. */
  private int copyMarker() throws IOException {
    int before = 0;
    while (true) {
      int now = copy();
      if (now < 0) {
        return -1;
      }
      if (before == 0xff && now != 0xff && now != 0) {
        return now;
      }
      before = now;
    }
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
        throw new IOException("expected frames of at most 2 MiB, found a larger one");
      }
      frame.write(next);
    }
    return next;
  }

  private static boolean hasLength(int marker) {
    return marker != 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
  }
}
