package io.tillwatch.edge.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usual form of a time, {@code 2026-05-04T14:15:00Z} with or without a fraction, many
 * times faster than the full parser.
 */
public final class FastInstantParser {
  private static final int SECONDS_FORM = 20;
  private static final int POINT = 19;
  private static final int NANO_DIGITS = 9;

  private FastInstantParser() {}

  /** The moment, or null where the text has another form and needs the full parser. */
  public static @Nullable Instant parse(String text) {
    int length = text.length();
    int digits = length - SECONDS_FORM - 1;
    if ((length != SECONDS_FORM && (digits < 1 || digits > NANO_DIGITS))
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z'
        || (digits > 0 && text.charAt(POINT) != '.')) {
      return null;
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int fraction = digits > 0 ? number(text, POINT + 1, length - 1) : 0;
    if ((hour | minute | second | fraction) < 0 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    for (int i = digits; i > 0 && i < NANO_DIGITS; i++) {
      fraction *= 10;
    }
    return instant(text, (hour * 60 + minute) * 60 + second, fraction);
  }

  private static @Nullable Instant instant(String text, int secondOfDay, int nanos) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    if ((year | month | day) < 0) {
      return null;
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(days * 86_400 + secondOfDay, nanos);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /** Digits as a number, or a negative one where something else stands there. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }
}
