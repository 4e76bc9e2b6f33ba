package io.tillwatch.edge.fraud.model;

import java.text.Normalizer;
import java.util.Locale;

/** The one way of writing a number that people type: receipt and serial numbers. */
final class Names {
  private Names() {}

  /** Compatibility forms folded, capital letters, only letters and digits left. */
  static String canonical(String typed) {
    if (isCanonical(typed)) {
      return typed;
    }
    String folded = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(folded.length());
    folded.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
    return kept.isEmpty() ? typed : kept.toString();
  }

  private static boolean isCanonical(String typed) {
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  /** Key of a receipt number: case, blanks and the form of dashes and digits are no matter. */
  static String receiptKey(String typed) {
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')) {
        return folded(typed);
      }
    }
    return typed;
  }

  private static String folded(String typed) {
    String folded = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(folded.length());
    folded
        .codePoints()
        .filter(c -> c > ' ' && !Character.isSpaceChar(c))
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .map(c -> Character.getType(c) == Character.DASH_PUNCTUATION ? '-' : c)
        .forEach(kept::appendCodePoint);
    return kept.isEmpty() ? typed : kept.toString();
  }

  static boolean same(String one, String other) {
    return one.equals(other) || canonical(one).equals(canonical(other));
  }

  /** Key of a serial number: makers of different articles use the same numbers. */
  static String serialKey(String sku, String serial) {
    return sku + '|' + canonical(serial);
  }
}
