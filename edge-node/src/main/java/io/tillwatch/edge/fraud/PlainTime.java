package io.tillwatch.edge.fraud;

import java.time.Instant;
import java.time.LocalDate;

/** Reads the usual form of a time, {@code 2026-05-04T14:15:00Z} with or without milliseconds. */
final class PlainTime {
  private static final int SECONDS_FORM = 20;
  private static final int MILLIS_FORM = 24;

  private PlainTime() {}

  /** The moment, or null where the text has another form and needs the full parser. */
  static Instant parse(String text) {
    int length = text.length();
    if ((length != SECONDS_FORM && length != MILLIS_FORM)
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z'
        || (length == MILLIS_FORM && text.charAt(19) != '.')) {
      return null;
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int millis = length == MILLIS_FORM ? number(text, 20, 23) : 0;
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    if ((hour | minute | second | millis | year | month | day) < 0
        || hour > 23
        || minute > 59
        || second > 59) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochMilli((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millis);
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
