package io.tillwatch.core.camera;

/**
 * What a picture says of itself before it is decoded. Read from bytes that nobody trusts: a header
 * of a few bytes can ask for gigabytes of pixels.
 *
 * @param width as it is stored, before it is turned
 * @param drawing the picture carries the mark of this project's own drawings
 * @param orientation 1..8 as in EXIF; 1 is upright, and what a PNG always says
 */
public record PictureHeader(
    Format format, int width, int height, boolean drawing, int orientation) {
  public static final int MAX_BYTES = 2 * 1024 * 1024;
  public static final long MAX_PIXELS = 40_000_000;

  /** The kinds of pictures that are read. */
  public enum Format {
    JPEG,
    PNG,
    WEBP
  }

  /**
   * Reads the header of a JPEG, PNG or WebP.
   *
   * @throws InvalidPictureException for anything else, and for more than 2 MiB or 40 megapixels
   */
  public static PictureHeader read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidPictureException(
          "Expected a picture of at most 2 MiB, found "
              + bytes.length
              + " bytes; send a smaller one");
    }
    PictureHeader header = readKnown(bytes);
    long pixels = (long) header.width * header.height;
    if (header.width <= 0 || header.height <= 0 || pixels > MAX_PIXELS) {
      throw new InvalidPictureException(
          "Expected at most 40 megapixels, found "
              + header.width
              + " x "
              + header.height
              + "; send a smaller one");
    }
    return header;
  }

  private static PictureHeader readKnown(byte[] bytes) {
    if (JpegHeader.matches(bytes)) {
      return JpegHeader.read(bytes);
    }
    if (PngHeader.matches(bytes)) {
      return PngHeader.read(bytes);
    }
    if (WebpHeader.matches(bytes)) {
      return WebpHeader.read(bytes);
    }
    throw new InvalidPictureException("Expected a JPEG, PNG or WebP picture, found other bytes");
  }
}
