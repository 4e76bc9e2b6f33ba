package io.tillwatch.core.camera;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks a WebP's chunks up to its picture (RFC 9649); never reads beyond the bytes it was given. A
 * picture whose frame says another size than its file is refused, and so is one that moves.
 */
final class WebpHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEAD = 8;
  private static final int ANIMATED = 0x02;
  private static final int MOST_CHUNKS = 64;

  private final byte[] bytes;
  private int canvasWidth;
  private int canvasHeight;
  private int width;
  private int height;
  private int orientation = ExifOrientation.UPRIGHT;

  private WebpHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean matches(byte[] bytes) {
    return bytes.length >= FIRST_CHUNK
        && is("RIFF", bytes, 0)
        && is("WEBP", bytes, FIRST_CHUNK - 4);
  }

  static PictureHeader read(byte[] bytes) {
    return new WebpHeader(bytes).read();
  }

  private PictureHeader read() {
    long at = FIRST_CHUNK;
    for (int chunks = 0; chunks < MOST_CHUNKS && at + CHUNK_HEAD <= bytes.length; chunks++) {
      int body = (int) at + CHUNK_HEAD;
      long length = uint32((int) at + 4);
      if (body + length > bytes.length) {
        break;
      }
      see((int) at, body, (int) length);
      // a chunk of an odd length is followed by a byte that belongs to none
      at = body + length + (length & 1);
    }
    if (width <= 0 || height <= 0) {
      throw damaged();
    }
    if (canvasWidth > 0 && (canvasWidth != width || canvasHeight != height)) {
      throw damaged();
    }
    return new PictureHeader(PictureHeader.Format.WEBP, width, height, false, orientation);
  }

  private void see(int at, int body, int length) {
    if (is("VP8X", bytes, at) && at == FIRST_CHUNK && length >= 10) {
      refuseMoving((bytes[body] & ANIMATED) != 0);
      canvasWidth = 1 + uint24(body + 4);
      canvasHeight = 1 + uint24(body + 7);
    } else if (is("ANIM", bytes, at) || is("ANMF", bytes, at)) {
      refuseMoving(true);
    } else if (is("VP8 ", bytes, at) && width == 0) {
      readLossy(body, length);
    } else if (is("VP8L", bytes, at) && width == 0) {
      readLossless(body, length);
    } else if (is("EXIF", bytes, at)) {
      orientation = ExifOrientation.of(bytes, body, length);
    }
  }

  private static void refuseMoving(boolean moves) {
    if (moves) {
      throw new InvalidPictureException(
          "Expected a picture, found an animated WebP; send one of its frames");
    }
  }

  private void readLossy(int body, int length) {
    boolean begins =
        length >= 10
            && (bytes[body] & 1) == 0
            && (bytes[body + 3] & 0xff) == 0x9d
            && bytes[body + 4] == 0x01
            && bytes[body + 5] == 0x2a;
    if (!begins) {
      throw damaged();
    }
    width = (int) (uint32(body + 6) & 0x3fff);
    height = (int) (uint32(body + 6) >> 16 & 0x3fff);
  }

  private void readLossless(int body, int length) {
    if (length < 5 || bytes[body] != 0x2f) {
      throw damaged();
    }
    long packed = uint32(body + 1);
    width = 1 + (int) (packed & 0x3fff);
    height = 1 + (int) (packed >> 14 & 0x3fff);
  }

  private static InvalidPictureException damaged() {
    return new InvalidPictureException(
        "Expected a WebP with one whole picture, found a damaged file");
  }

  private static boolean is(String name, byte[] bytes, int at) {
    byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(bytes, at, at + 4, letters, 0, 4);
  }

  private int uint24(int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
  }

  private long uint32(int at) {
    return uint24(at) | (bytes[at + 3] & 0xffL) << 24;
  }
}
