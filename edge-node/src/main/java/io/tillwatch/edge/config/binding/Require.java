package io.tillwatch.edge.config.binding;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the records' compact constructors. The setting is named relative to its record; the
 * loader puts the path in front.
 */
public final class Require {
  private Require() {}

  public static void between(String setting, long value, long min, long max) {
    if (value < min || value > max) {
      throw refusal(setting, "must be " + min + ".." + max + ", found " + value);
    }
  }

  public static void between(String setting, @Nullable Double value, double min, double max) {
    if (value != null && !(value >= min && value <= max)) {
      throw refusal(setting, "must be " + min + ".." + max + ", found " + value);
    }
  }

  public static void between(String setting, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw refusal(
          setting,
          "must be "
              + Durations.format(min)
              + ".."
              + Durations.format(max)
              + ", found "
              + Durations.format(value));
    }
  }

  public static void port(String setting, int value) {
    between(setting, value, 1, 65_535);
  }

  public static void that(boolean holds, String setting, String expectation) {
    if (!holds) {
      throw refusal(setting, expectation);
    }
  }

  private static ConfigException refusal(String setting, String problem) {
    return new ConfigException(setting, problem, "");
  }
}
