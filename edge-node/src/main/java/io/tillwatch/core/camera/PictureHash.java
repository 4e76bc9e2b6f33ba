package io.tillwatch.core.camera;

import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a whole picture looks like, in {@value #BITS} bits: which of its low frequencies are strong.
 * One picture that was encoded, scaled or lit anew keeps nearly all of them. Two pictures of one
 * person, by one camera, two seconds apart differ in more. It finds no face and names nobody.
 */
public final class PictureHash {
  /** Columns and rows of the grey picture that {@link #of} reads. */
  public static final int SIDE = 128;

  /** Bits of a hash. */
  public static final int BITS = 1024;

  private static final int LOW = 32;
  private static final double[] COSINES = cosines();

  private final byte[] bits;

  private PictureHash(byte[] bits) {
    this.bits = bits;
  }

  /**
   * Hashes a picture that was shrunk to {@value #SIDE} x {@value #SIDE} grey values, row by row.
   */
  public static PictureHash of(byte[] grey) {
    if (grey.length != SIDE * SIDE) {
      throw new IllegalArgumentException(
          "Expected " + SIDE * SIDE + " grey values, found " + grey.length);
    }
    double[] strengths = lowFrequencies(grey);
    double[] sorted = Arrays.copyOfRange(strengths, 1, strengths.length);
    Arrays.sort(sorted);
    double middle = sorted[sorted.length / 2];
    byte[] bits = new byte[BITS / Byte.SIZE];
    // the first is the picture's brightness
    for (int i = 1; i < strengths.length; i++) {
      if (strengths[i] > middle) {
        bits[i / Byte.SIZE] |= (byte) (1 << i % Byte.SIZE);
      }
    }
    return new PictureHash(bits);
  }

  /** For facts: 171 characters of base64url. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** In how many bits two hashes differ; empty where one is absent, or none of this length. */
  public static OptionalInt distance(@Nullable String one, @Nullable String other) {
    byte[] first = bytes(one);
    byte[] second = bytes(other);
    if (first == null || second == null) {
      return OptionalInt.empty();
    }
    int differing = 0;
    for (int i = 0; i < first.length; i++) {
      differing += Integer.bitCount((first[i] ^ second[i]) & 0xff);
    }
    return OptionalInt.of(differing);
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return bytes.length == BITS / Byte.SIZE ? bytes : null;
    } catch (IllegalArgumentException e) {
      // of a later version perhaps, whose hashes are others
      return null;
    }
  }

  /** The cosine transform, as far as it is needed: by rows, then by columns. */
  private static double[] lowFrequencies(byte[] grey) {
    double[] byRow = new double[SIDE * LOW];
    for (int row = 0; row < SIDE; row++) {
      for (int u = 0; u < LOW; u++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += (grey[row * SIDE + x] & 0xff) * COSINES[u * SIDE + x];
        }
        byRow[row * LOW + u] = sum;
      }
    }
    double[] low = new double[LOW * LOW];
    for (int v = 0; v < LOW; v++) {
      for (int u = 0; u < LOW; u++) {
        double sum = 0;
        for (int row = 0; row < SIDE; row++) {
          sum += byRow[row * LOW + u] * COSINES[v * SIDE + row];
        }
        low[v * LOW + u] = sum;
      }
    }
    return low;
  }

  private static double[] cosines() {
    double[] cosines = new double[LOW * SIDE];
    for (int u = 0; u < LOW; u++) {
      for (int x = 0; x < SIDE; x++) {
        double share = u == 0 ? StrictMath.sqrt(0.5) : 1;
        // strict: every store must find the same bits
        cosines[u * SIDE + x] =
            share * StrictMath.cos(StrictMath.PI * u * (2 * x + 1) / (2.0 * SIDE));
      }
    }
    return cosines;
  }
}
