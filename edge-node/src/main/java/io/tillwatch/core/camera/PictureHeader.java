package io.tillwatch.core.camera;

/**
 * What a picture says of itself before it is decoded. Read from bytes that nobody trusts: a header
 * of a few bytes can ask for gigabytes of pixels.
 *
 * @param drawing the picture carries the mark of this project's own drawings
 */
public record PictureHeader(Format format, int width, int height, boolean drawing) {
  public static final int MAX_BYTES = 2 * 1024 * 1024;
  public static final long MAX_PIXELS = 40_000_000;

  /** The kinds of pictures that are read. */
  public enum Format {
    JPEG,
    PNG
  }

  /**
   * Reads the header of a JPEG or PNG.
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
    PictureHeader header =
        PngHeader.matches(bytes)
            ? PngHeader.read(bytes)
            : JpegHeader.matches(bytes) ? JpegHeader.read(bytes) : refuse();
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

  private static PictureHeader refuse() {
    throw new InvalidPictureException("Expected a JPEG or PNG picture, found other bytes");
  }
}
