package io.tillwatch.core.retail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Numbers in Crockford's alphabet, which has no I, L, O and U, so that they can be read aloud and
 * keyed in.
 */
final class Crockford {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS = 5;

  private Crockford() {}

  /**
   * The low bits, five a digit.
   *
   * @param length digits, 1..12
   */
  static String of(long bits, int length) {
    char[] digits = new char[length];
    long rest = bits;
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest & (ALPHABET.length() - 1)));
      rest >>>= BITS;
    }
    return new String(digits);
  }

  /**
   * As somebody typed it: case, width, blanks and dashes do not count, O is 0, I and L are 1. Empty
   * where it is none of so many digits.
   */
  static Optional<String> read(String typed, int length) {
    StringBuilder read = new StringBuilder(length);
    Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .filter(c -> !isBetween(c))
        .map(Crockford::folded)
        .forEach(read::appendCodePoint);
    return read.length() == length && read.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
        ? Optional.of(read.toString())
        : Optional.empty();
  }

  private static boolean isBetween(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.DASH_PUNCTUATION
        || codePoint == '\u2212';
  }

  private static int folded(int codePoint) {
    return switch (codePoint) {
      case 'O' -> '0';
      case 'I', 'L' -> '1';
      default -> codePoint;
    };
  }
}
