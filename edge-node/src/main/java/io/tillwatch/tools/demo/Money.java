package io.tillwatch.tools.demo;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes minor units as people read them, for currencies of two digits. */
final class Money {
  private static final int DIGITS = 2;

  private Money() {}

  /** For example {@code 2,499.99}. */
  static String text(long minor) {
    return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(minor, DIGITS));
  }
}
