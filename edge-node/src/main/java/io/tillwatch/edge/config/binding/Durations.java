package io.tillwatch.edge.config.binding;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 2s}, {@code 5m}, {@code 24h}, {@code 90d}.
 */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private Durations() {}

  static Duration parse(String text) {
    Matcher parts = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new IllegalArgumentException("must be a duration such as 500ms, 2s, 5m, 24h or 90d");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static String format(Duration value) {
    if (value.toMillisPart() != 0) {
      return value.toMillis() + "ms";
    }
    if (value.toSecondsPart() != 0 || value.isZero()) {
      return value.toSeconds() + "s";
    }
    if (value.toMinutesPart() != 0) {
      return value.toMinutes() + "m";
    }
    return value.toHoursPart() != 0 ? value.toHours() + "h" : value.toDays() + "d";
  }
}
