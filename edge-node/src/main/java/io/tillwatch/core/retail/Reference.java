package io.tillwatch.core.retail;

import io.tillwatch.core.oplog.Sha256;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The short number that recalls a transaction at any lane of any store: {@value #LENGTH} characters
 * of Crockford's alphabet, which has no I, L, O and U, so that it can be read aloud and keyed in.
 */
public final class Reference {
  public static final int LENGTH = 8;

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS = 5;

  private Reference() {}

  /** The reference that these 40 low bits spell. */
  public static String of(long bits) {
    char[] digits = new char[LENGTH];
    long rest = bits;
    for (int i = LENGTH - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest & (ALPHABET.length() - 1)));
      rest >>>= BITS;
    }
    return new String(digits);
  }

  /**
   * The reference of a transaction whose fact holds none, because an older node committed it: the
   * same in every store.
   */
  public static String of(String transactionId) {
    return of(ByteBuffer.wrap(Sha256.of("reference\n" + transactionId)).getLong());
  }

  /**
   * A reference as somebody typed it: case, width, blanks and dashes do not count, O is 0, I and L
   * are 1. Empty where it is none.
   */
  public static Optional<String> read(String typed) {
    StringBuilder read = new StringBuilder(LENGTH);
    Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .filter(c -> !isBetween(c))
        .map(Reference::folded)
        .forEach(read::appendCodePoint);
    return read.length() == LENGTH && read.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
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
