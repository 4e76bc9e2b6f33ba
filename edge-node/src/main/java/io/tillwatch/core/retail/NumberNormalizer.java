package io.tillwatch.core.retail;

/** The one way of writing a serial number, which people type and scanners read. */
public final class NumberNormalizer {
  private NumberNormalizer() {}

  /** As {@link TypedNumber} cleans it, only letters and digits left. */
  public static String canonical(String typed) {
    if (isCanonical(typed)) {
      return typed;
    }
    String clean = TypedNumber.clean(typed);
    StringBuilder kept = new StringBuilder(clean.length());
    clean.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
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

  /** Whether both are one number, however each was typed. */
  public static boolean same(String one, String other) {
    return one.equals(other) || canonical(one).equals(canonical(other));
  }

  /** Key of a serial number: makers of different articles use the same numbers. */
  public static String serialKey(String sku, String serial) {
    return sku + '|' + canonical(serial);
  }
}
