package io.tillwatch.edge.config.binding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what is written in a conf file or the environment into a typed value. */
public final class SettingValue {
  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.ofEntries(
          Map.entry(String.class, text -> text),
          Map.entry(
              int.class, text -> number(text, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue()),
          Map.entry(long.class, text -> number(text, Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.entry(Double.class, SettingValue::decimal),
          Map.entry(boolean.class, SettingValue::flag),
          Map.entry(Duration.class, Durations::parse),
          Map.entry(Path.class, Path::of),
          Map.entry(URI.class, SettingValue::uri),
          Map.entry(ZoneId.class, SettingValue::zone),
          Map.entry(LocalTime.class, SettingValue::time),
          Map.entry(Instant.class, SettingValue::instant));

  private SettingValue() {}

  static boolean isScalar(Class<?> type) {
    return PARSERS.containsKey(type) || type.isEnum() || parseMethod(type) != null;
  }

  /**
   * Parses a scalar.
   *
   * @throws IllegalArgumentException with what was expected
   */
  static Object parse(Class<?> type, String text) {
    if (type.isEnum()) {
      return constant(type, text);
    }
    Function<String, Object> parser = PARSERS.get(type);
    if (parser != null) {
      return parser.apply(text.trim());
    }
    Method parse = parseMethod(type);
    if (parse == null) {
      throw new IllegalStateException("no single value makes a " + type.getName());
    }
    return invoke(parse, text);
  }

  /** The value as it would be written in a conf file; a secret stays hidden. */
  public static String format(Object value) {
    if (value instanceof Duration duration) {
      return Durations.format(duration);
    }
    return value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
  }

  private static @Nullable Method parseMethod(Class<?> type) {
    try {
      return type.isRecord() ? type.getDeclaredMethod("parse", String.class) : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static Object invoke(Method parse, String text) {
    try {
      return parse.invoke(null, text);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(reason(e.getTargetException()), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String reason(Throwable cause) {
    return cause instanceof ConfigException refused
        ? refused.problems().get(0).problem()
        : String.valueOf(cause.getMessage());
  }

  private static Object constant(Class<?> type, String text) {
    String wanted = text.trim().replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> ((Enum<?>) each).name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of " + names(type)));
  }

  private static String names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(SettingValue::format)
        .collect(Collectors.joining(", "));
  }

  private static Long number(String text, long min, long max) {
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number", e);
    }
    throw new IllegalArgumentException("must be " + min + ".." + max);
  }

  private static Double decimal(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number", e);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time such as 2026-01-01T00:00:00Z", e);
    }
  }

  private static Boolean flag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException("must be true or false");
  }

  private static URI uri(String text) {
    URI uri = URI.create(text);
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("must be a URL such as http://127.0.0.1:8080");
    }
    return uri;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone such as America/New_York", e);
    }
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time of day such as \"09:00\", in quotes", e);
    }
  }
}
