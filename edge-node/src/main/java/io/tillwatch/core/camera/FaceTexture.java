package io.tillwatch.core.camera;

/**
 * What a face's skin, brows and shadows look like in fine: histograms of local binary patterns. Two
 * pictures of one person by one camera within minutes are near each other; after another day, in
 * other light, they are as far apart as those of two people. So it answers whether somebody is
 * still there, and nothing else.
 */
public final class FaceTexture {
  /** Columns and rows of the grey face that {@link #of} reads. */
  public static final int SIDE = 112;

  private static final int CELLS = 7;
  private static final int CELL = SIDE / CELLS;
  private static final int BINS = 59;
  private static final int[] BIN_OF = binOfPattern();

  private final float[] histogram;

  private FaceTexture(float[] histogram) {
    this.histogram = histogram;
  }

  /**
   * The texture of an upright face.
   *
   * @param grey {@value #SIDE} x {@value #SIDE} values, row by row
   */
  public static FaceTexture of(byte[] grey) {
    if (grey.length != SIDE * SIDE) {
      throw new IllegalArgumentException(
          "Expected " + SIDE * SIDE + " grey values, found " + grey.length);
    }
    float[] counted = new float[CELLS * CELLS * BINS];
    int[] pixels = new int[CELLS * CELLS];
    for (int y = 1; y < SIDE - 1; y++) {
      for (int x = 1; x < SIDE - 1; x++) {
        int cell = y / CELL * CELLS + x / CELL;
        counted[cell * BINS + BIN_OF[pattern(grey, y * SIDE + x)]]++;
        pixels[cell]++;
      }
    }
    for (int i = 0; i < counted.length; i++) {
      counted[i] /= pixels[i / BINS];
    }
    return new FaceTexture(counted);
  }

  /** How far apart two textures are, as chi-square says: 0 (equal) to 1. */
  public double distance(FaceTexture other) {
    double sum = 0;
    for (int i = 0; i < histogram.length; i++) {
      double one = histogram[i];
      double two = other.histogram[i];
      sum += one + two == 0 ? 0 : (one - two) * (one - two) / (one + two);
    }
    return sum / (2 * CELLS * CELLS);
  }

  /** Which of the eight neighbours, clockwise, are as bright as the pixel or brighter. */
  private static int pattern(byte[] grey, int at) {
    int middle = grey[at] & 0xff;
    return bit(grey, at - SIDE - 1, middle, 7)
        | bit(grey, at - SIDE, middle, 6)
        | bit(grey, at - SIDE + 1, middle, 5)
        | bit(grey, at + 1, middle, 4)
        | bit(grey, at + SIDE + 1, middle, 3)
        | bit(grey, at + SIDE, middle, 2)
        | bit(grey, at + SIDE - 1, middle, 1)
        | bit(grey, at - 1, middle, 0);
  }

  private static int bit(byte[] grey, int at, int middle, int place) {
    return (grey[at] & 0xff) >= middle ? 1 << place : 0;
  }

  /** A bin for each pattern of one bright and one dark arc at most; the last for all others. */
  private static int[] binOfPattern() {
    int[] bins = new int[256];
    int next = 0;
    for (int pattern = 0; pattern < bins.length; pattern++) {
      int turned = (pattern << 1 | pattern >> 7) & 0xff;
      boolean uniform = Integer.bitCount(pattern ^ turned) <= 2;
      bins[pattern] = uniform ? next++ : BINS - 1;
    }
    return bins;
  }
}
