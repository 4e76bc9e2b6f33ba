package io.tillwatch.core.camera;

import java.util.Arrays;

/** Reads the IHDR chunk, which a PNG must begin with. */
final class PngHeader {
  private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] IHDR = {0, 0, 0, 13, 'I', 'H', 'D', 'R'};
  private static final int LENGTH = 33;

  private PngHeader() {}

  static boolean matches(byte[] bytes) {
    return startsWith(bytes, 0, MAGIC);
  }

  static PictureHeader read(byte[] bytes) {
    if (bytes.length < LENGTH || !startsWith(bytes, MAGIC.length, IHDR)) {
      throw new InvalidPictureException(
          "Expected a PNG with an IHDR chunk, found a damaged header");
    }
    return new PictureHeader(
        PictureHeader.Format.PNG,
        int32(bytes, 16),
        int32(bytes, 20),
        false,
        ExifOrientation.UPRIGHT);
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] expected) {
    return bytes.length >= from + expected.length
        && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
  }

  private static int int32(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
