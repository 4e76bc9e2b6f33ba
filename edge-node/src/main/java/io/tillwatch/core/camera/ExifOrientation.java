package io.tillwatch.core.camera;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Which way up a picture is, as its EXIF says; never reads beyond the part it was given. */
final class ExifOrientation {
  /** As it is stored, or nothing is said that can be understood. */
  static final int UPRIGHT = 1;

  private static final byte[] NAME = {'E', 'x', 'i', 'f', 0, 0};
  private static final int HEAD = 8;
  private static final int ENTRY = 12;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;

  private ExifOrientation() {}

  /** Whether a segment of a JPEG is EXIF; others use the same marker, XMP among them. */
  static boolean isExif(byte[] bytes, int from, int length) {
    if (length < NAME.length + HEAD) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      if (bytes[from + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The orientation of a picture, 1..8 as in EXIF.
   *
   * @param from where EXIF begins, with its name or without
   */
  static int of(byte[] bytes, int from, int length) {
    int skipped = isExif(bytes, from, length) ? NAME.length : 0;
    if (length - skipped < HEAD) {
      return UPRIGHT;
    }
    ByteBuffer tiff = ByteBuffer.wrap(bytes, from + skipped, length - skipped).slice();
    boolean little = tiff.get(0) == 'I' && tiff.get(1) == 'I';
    if (!little && (tiff.get(0) != 'M' || tiff.get(1) != 'M')) {
      return UPRIGHT;
    }
    tiff.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    return tiff.getShort(2) == 42 && directory + 2 <= tiff.limit()
        ? inDirectory(tiff, (int) directory)
        : UPRIGHT;
  }

  private static int inDirectory(ByteBuffer tiff, int at) {
    int entries = tiff.getShort(at) & 0xffff;
    for (int i = 0; i < entries; i++) {
      long entry = at + 2L + (long) i * ENTRY;
      if (entry + ENTRY > tiff.limit()) {
        return UPRIGHT;
      }
      if ((tiff.getShort((int) entry) & 0xffff) == TAG) {
        int value = tiff.getShort((int) entry + 8) & 0xffff;
        boolean known = tiff.getShort((int) entry + 2) == SHORT && value >= 1 && value <= 8;
        return known ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
