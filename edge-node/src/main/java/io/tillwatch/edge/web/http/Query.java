package io.tillwatch.edge.web.http;

import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Reference;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The strict reading of a query string: a parameter without a value counts as absent, one given
 * twice, unknown or out of range is refused.
 */
public final class Query {
  private static final int MAX_LIMIT = 200;
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_VALUE = 512;
  private static final int MAX_ID = 64;
  private static final int MOST_DIGITS = 15;

  private final MultiMap parameters;
  private final ValidationErrors errors = new ValidationErrors();
  // every page may say which of its cookies counts
  private final Set<String> read = new HashSet<>(Set.of("page"));

  Query(MultiMap parameters) {
    this.parameters = parameters;
  }

  /** A text, or null. */
  public @Nullable String text(String name) {
    String value = single(name);
    if (value != null && !TextRules.isId(value, MAX_VALUE)) {
      errors.add("?" + name, name + " must be printable");
      return null;
    }
    return value;
  }

  /** A transaction's reference as somebody typed it, in its one spelling; or null. */
  public @Nullable String reference(String name) {
    return spelled(name, Reference::read, "for example 7KQ2M9XD");
  }

  /** A card's fingerprint as somebody typed it, in its one spelling; or null. */
  public @Nullable String card(String name) {
    return spelled(name, CardFingerprints::read, "for example 7KQ2M9XD4F");
  }

  private @Nullable String spelled(
      String name, Function<String, Optional<String>> reading, String example) {
    read.add(name);
    List<String> values = parameters.getAll(name);
    String typed = values.isEmpty() || values.get(0).isBlank() ? null : values.get(0);
    if (typed == null && values.size() < 2) {
      return null;
    }
    Optional<String> spelling =
        typed == null || values.size() > 1 || typed.length() > MAX_ID
            ? Optional.empty()
            : reading.apply(typed);
    if (spelling.isEmpty()) {
      errors.add("?" + name, name + " must be given once, as printed, " + example);
    }
    return spelling.orElse(null);
  }

  /** What somebody wrote in words, or null. */
  public @Nullable String freeText(String name) {
    String value = single(name);
    if (value != null && !TextRules.isText(value, MAX_VALUE)) {
      errors.add("?" + name, name + " must be text without control characters");
      return null;
    }
    return value;
  }

  private @Nullable String single(String name) {
    read.add(name);
    List<String> values = parameters.getAll(name);
    if (values.size() > 1) {
      errors.add("?" + name, name + " may be given once");
    }
    return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
  }

  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String value = text(name);
    for (E each : type.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(value)) {
        return each;
      }
    }
    if (value != null) {
      errors.add("?" + name, name + " must be one of " + Arrays.toString(type.getEnumConstants()));
    }
    return null;
  }

  public int limit() {
    String value = text("limit");
    if (value == null) {
      return DEFAULT_LIMIT;
    }
    boolean digits = value.length() <= 4 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    int limit = digits ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      errors.add("?limit", "limit must be a whole number, 1.." + MAX_LIMIT);
      return DEFAULT_LIMIT;
    }
    return limit;
  }

  /** A time, or the given one where absent. */
  public Instant instant(String name, Instant otherwise) {
    Instant given = optionalInstant(name);
    return given == null ? otherwise : given;
  }

  /** A time, or null. */
  public @Nullable Instant optionalInstant(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(value).toInstant();
      if (instant.isAfter(TextRules.EARLIEST) && instant.isBefore(TextRules.LATEST)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // told below, as a year out of range is
    }
    errors.add("?" + name, name + " must be an RFC 3339 time such as 2026-05-04T14:15:00Z");
    return null;
  }

  /** An amount in minor units, or null. */
  public @Nullable Long amount(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    if (value.length() <= MOST_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.parseLong(value);
    }
    errors.add("?" + name, name + " must be an amount in minor units, such as 249999");
    return null;
  }

  /** Says what is wrong with a parameter. */
  public void wrong(String name, String detail) {
    errors.add("?" + name, name + " " + detail);
  }

  /** Ends the reading; throws ProblemException where anything was wrong. */
  public void done() {
    parameters.names().stream()
        .filter(name -> !read.contains(name))
        .forEach(
            name -> {
              String shown = name.length() > 64 ? name.substring(0, 64) : name;
              errors.add("UNKNOWN_PARAMETER", "?" + shown, "unknown parameter " + shown);
            });
    errors.throwIfAny();
  }
}
