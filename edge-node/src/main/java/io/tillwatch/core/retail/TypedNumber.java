package io.tillwatch.core.retail;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What a scanner reads or a person types for a number: the same number comes in other widths, with
 * other dashes, with blanks around it, or behind the scanner's mark of the kind of barcode.
 */
public final class TypedNumber {
  /** {@code ]}, a letter, a digit: how scanners name the kind of barcode, for example ]C1. */
  private static final int SYMBOLOGY = 3;

  private TypedNumber() {}

  /**
   * The number in capital letters, plain digits and plain dashes, without blanks around it, marks
   * that the eye does not see, and the scanner's mark; blanks and dashes within stay.
   */
  public static String clean(String typed) {
    if (isClean(typed)) {
      return typed;
    }
    String folded = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(folded.length());
    int c;
    for (int i = 0; i < folded.length(); i += Character.charCount(c)) {
      c = folded.codePointAt(i);
      if (Character.getType(c) != Character.FORMAT) {
        kept.appendCodePoint(plain(c));
      }
    }
    String clean = withoutSymbology(kept.toString().strip()).strip();
    return clean.isEmpty() ? typed : clean;
  }

  private static boolean isClean(String typed) {
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')) {
        return false;
      }
    }
    return true;
  }

  private static int plain(int c) {
    return switch (Character.getType(c)) {
      case Character.DASH_PUNCTUATION -> '-';
      case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(c, 10);
      case Character.SPACE_SEPARATOR -> ' ';
      default -> isDash(c) ? '-' : c;
    };
  }

  /** Dashes that are no punctuation: minus, hyphen bullet, the long sound of Japanese keyboards. */
  private static boolean isDash(int c) {
    return c == 0x2212 || c == 0x2043 || c == 0x02d7 || c == 0x30fc;
  }

  private static String withoutSymbology(String number) {
    boolean marked =
        number.length() > SYMBOLOGY
            && number.charAt(0) == ']'
            && isLetter(number.charAt(1))
            && (isLetter(number.charAt(2)) || isDigit(number.charAt(2)));
    return marked ? number.substring(SYMBOLOGY) : number;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
