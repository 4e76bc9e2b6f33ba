package io.tillwatch.core.camera;

/**
 * A 64-bit difference hash of a face: pictures that look alike have hashes that differ in few bits,
 * whatever their size or compression.
 */
public record PerceptualHash(long bits) {
  /** Columns and rows of the grey picture that {@link #of} reads. */
  public static final int COLUMNS = 9;

  public static final int ROWS = 8;

  /**
   * Hashes a face that was shrunk to {@value #COLUMNS} x {@value #ROWS} grey values, row by row:
   * one bit for each pair of neighbours, set where the left one is darker.
   */
  public static PerceptualHash of(int[] grey) {
    if (grey.length != COLUMNS * ROWS) {
      throw new IllegalArgumentException(
          "Expected " + COLUMNS * ROWS + " grey values, found " + grey.length);
    }
    long bits = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS - 1; column++) {
        int at = row * COLUMNS + column;
        bits = bits << 1 | (grey[at] < grey[at + 1] ? 1 : 0);
      }
    }
    return new PerceptualHash(bits);
  }

  public String hex() {
    return String.format("%016x", bits);
  }
}
