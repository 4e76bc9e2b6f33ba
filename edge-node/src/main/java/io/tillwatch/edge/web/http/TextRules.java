package io.tillwatch.edge.web.http;

import java.time.Instant;

/** What texts from outside may hold. */
final class TextRules {
  /** No time of a request lies before this or after {@link #LATEST}. */
  static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202d;
  private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202e;

  private TextRules() {}

  /** Whether the text can be an id: printable, and nothing around it that the eye does not see. */
  static boolean isId(String text, int longest) {
    return bounded(text, longest)
        && text.equals(text.strip())
        && text.codePoints().allMatch(TextRules::isPrintable);
  }

  /** The text without white space around it and without marks that the eye does not see. */
  static String trimmed(String text) {
    StringBuilder seen = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(seen::appendCodePoint);
    return seen.toString().strip();
  }

  /**
   * Whether the text can be free text, in any script: something to see, no control characters but
   * line ends and tabs. What joins letters and emoji, or says where a word may break, is part of
   * writing; what overrides the direction of the letters is not.
   */
  static boolean isText(String text, int longest) {
    return bounded(text, longest)
        && text.codePoints().allMatch(TextRules::isWritten)
        && text.codePoints().anyMatch(TextRules::isSeen);
  }

  /** Whether the text is 1..n printable ASCII characters. */
  static boolean isAscii(String text, int longest) {
    return bounded(text, longest) && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
  }

  private static boolean bounded(String text, int longest) {
    return !text.isEmpty() && text.codePointCount(0, text.length()) <= longest;
  }

  private static boolean isWritten(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint == '\n' || codePoint == '\t' || codePoint == '\r';
      case Character.SURROGATE -> false;
      // not those that no text may hold; a newer emoji is one that this JDK does not know
      case Character.UNASSIGNED -> (codePoint & 0xfffe) != 0xfffe && !isNoncharacter(codePoint);
      default -> codePoint != LEFT_TO_RIGHT_OVERRIDE && codePoint != RIGHT_TO_LEFT_OVERRIDE;
    };
  }

  private static boolean isNoncharacter(int codePoint) {
    return codePoint >= 0xfdd0 && codePoint <= 0xfdef;
  }

  private static boolean isSeen(int codePoint) {
    return Character.getType(codePoint) != Character.FORMAT
        && !Character.isWhitespace(codePoint)
        && !Character.isSpaceChar(codePoint);
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
