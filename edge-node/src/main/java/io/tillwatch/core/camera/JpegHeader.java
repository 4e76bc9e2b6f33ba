package io.tillwatch.core.camera;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks a JPEG's segments up to its frame header; never reads beyond the bytes it was given. */
public final class JpegHeader {
  private static final byte[] DRAWING_MARK =
      "Tillwatch demo drawing; no real person".getBytes(StandardCharsets.US_ASCII);
  private static final int COMMENT = 0xfe;
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;

  private JpegHeader() {}

  static boolean matches(byte[] bytes) {
    return bytes.length >= 4
        && (bytes[0] & 0xff) == 0xff
        && (bytes[1] & 0xff) == 0xd8
        && (bytes[2] & 0xff) == 0xff;
  }

  static PictureHeader read(byte[] bytes) {
    boolean drawing = false;
    int orientation = ExifOrientation.UPRIGHT;
    boolean exif = false;
    int at = 2;
    while (at + 4 <= bytes.length && (bytes[at] & 0xff) == 0xff) {
      int marker = bytes[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        break;
      }
      int length = uint16(bytes, at + 2);
      if (length < 2 || at + 2 + length > bytes.length) {
        break;
      }
      drawing |= marker == COMMENT && isMark(bytes, at + 4, length - 2);
      if (!exif && marker == APP1 && ExifOrientation.isExif(bytes, at + 4, length - 2)) {
        exif = true;
        orientation = ExifOrientation.of(bytes, at + 4, length - 2);
      }
      if (isFrame(marker) && length >= 8) {
        int height = uint16(bytes, at + 5);
        int width = uint16(bytes, at + 7);
        return new PictureHeader(PictureHeader.Format.JPEG, width, height, drawing, orientation);
      }
      at += 2 + length;
    }
    throw new InvalidPictureException(
        "Expected a JPEG with a frame header, found a damaged picture");
  }

  /** The same JPEG with the mark that says: drawn for demonstration, no real person. */
  public static byte[] markedAsDrawing(byte[] jpeg) {
    if (!matches(jpeg)) {
      throw new InvalidPictureException("Expected a JPEG to mark, found other bytes");
    }
    ByteArrayOutputStream marked = new ByteArrayOutputStream(jpeg.length + 64);
    marked.write(jpeg, 0, 2);
    marked.write(0xff);
    marked.write(COMMENT);
    marked.write(0);
    marked.write(DRAWING_MARK.length + 2);
    marked.writeBytes(DRAWING_MARK);
    marked.write(jpeg, 2, jpeg.length - 2);
    return marked.toByteArray();
  }

  private static boolean isMark(byte[] bytes, int from, int length) {
    return length == DRAWING_MARK.length
        && Arrays.equals(bytes, from, from + length, DRAWING_MARK, 0, length);
  }

  /** SOF0..SOF15 but for DHT, JPG and DAC, which share their range. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
