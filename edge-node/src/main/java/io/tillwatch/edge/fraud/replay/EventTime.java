package io.tillwatch.edge.fraud.replay;

import io.tillwatch.edge.codec.FastInstantParser;
import java.time.Instant;

/** Reads the times of an event stream. */
final class EventTime {
  /** RFC 3339 has years of four digits; milliseconds of far more of them do not fit a long. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private EventTime() {}

  /** The moment; throws DateTimeException or IllegalArgumentException where it is none. */
  static Instant parse(String text) {
    Instant plain = FastInstantParser.parse(text);
    if (plain != null) {
      return plain;
    }
    Instant any = Instant.parse(text);
    if (any.isBefore(FIRST) || !any.isBefore(END)) {
      throw new IllegalArgumentException("a time must have a year of 0000..9999, found " + text);
    }
    return any;
  }
}
