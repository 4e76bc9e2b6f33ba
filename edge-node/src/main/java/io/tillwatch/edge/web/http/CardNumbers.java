package io.tillwatch.edge.web.http;

/** Tells card numbers, which no store may keep, from the tokens that stand for them. */
final class CardNumbers {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;
  private static final String SEPARATORS = " -._/\u00a0\u2010\u2011\u2012\u2013\u2014\u202f";

  private CardNumbers() {}

  /**
   * Whether the text is 13..19 digits, of any script and however grouped, that pass the Luhn check.
   */
  static boolean looksLikeOne(String text) {
    int[] digits = new int[LONGEST];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SEPARATORS.indexOf(c) >= 0) {
        continue;
      }
      int digit = Character.digit(c, 10);
      if (digit < 0 || count == LONGEST) {
        return false;
      }
      digits[count++] = digit;
    }
    return count >= SHORTEST && passesLuhn(digits, count);
  }

  private static boolean passesLuhn(int[] digits, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      int digit = digits[count - 1 - i];
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
