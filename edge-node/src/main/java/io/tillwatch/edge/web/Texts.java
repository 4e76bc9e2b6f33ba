package io.tillwatch.edge.web;

import java.time.Instant;

/** What texts from outside may hold. */
final class Texts {
  /** No time of a request lies before this or after {@link #LATEST}. */
  static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Texts() {}

  /** Whether the text can be an id: printable, and nothing around it that the eye does not see. */
  static boolean isId(String text, int longest) {
    return bounded(text, longest)
        && text.equals(text.strip())
        && text.codePoints().allMatch(Texts::isPrintable);
  }

  /** Whether the text can be free text: printable, lines and tabs allowed, not only white space. */
  static boolean isText(String text, int longest) {
    return bounded(text, longest)
        && !text.isBlank()
        && text.codePoints().allMatch(c -> isPrintable(c) || c == '\n' || c == '\t' || c == '\r');
  }

  /** Whether the text is 1..n printable ASCII characters. */
  static boolean isAscii(String text, int longest) {
    return bounded(text, longest) && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
  }

  private static boolean bounded(String text, int longest) {
    return !text.isEmpty() && text.codePointCount(0, text.length()) <= longest;
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
