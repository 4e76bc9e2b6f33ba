package io.tillwatch.core.search;

import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Reason;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the scoring said of a transaction and where it came from. Many transactions have the same,
 * so a row keeps its number.
 *
 * @param reasons codes of what counted, in the order of the alphabet
 * @param shadow codes of what is on trial, likewise
 * @param home store that sold what comes back
 * @param travelledFrom store where the same person was too short a time before
 */
record Traits(
    List<String> reasons,
    List<String> shadow,
    @Nullable String home,
    @Nullable String travelledFrom) {
  private static final String PART = "\n";
  private static final String CODE = " ";
  private static final int PARTS = 4;

  static Traits of(Posted posted) {
    List<String> travels = Trends.travelledFrom(posted.assessment());
    return new Traits(
        codes(posted.assessment().reasons()),
        codes(posted.assessment().shadow()),
        posted instanceof PostedReturn back ? back.home() : null,
        travels.isEmpty() ? null : travels.get(0));
  }

  /** The same from its text. */
  static Traits read(@Nullable String text) {
    if (text == null) {
      return new Traits(List.of(), List.of(), null, null);
    }
    String[] parts = text.split(PART, PARTS);
    return new Traits(
        codes(parts[0]),
        codes(parts[1]),
        parts[2].isEmpty() ? null : parts[2],
        parts[3].isEmpty() ? null : parts[3]);
  }

  /** One text for all that is alike; null where nothing was said. */
  @Nullable String text() {
    if (reasons.isEmpty() && shadow.isEmpty() && home == null && travelledFrom == null) {
      return null;
    }
    return String.join(
        PART,
        String.join(CODE, reasons),
        String.join(CODE, shadow),
        home == null ? "" : home,
        travelledFrom == null ? "" : travelledFrom);
  }

  boolean match(@Nullable String reason, Cut cut) {
    return (reason == null || reasons.contains(reason))
        && (cut.shadow() == null || shadow.contains(cut.shadow()))
        && (cut.soldAt() == null || cut.soldAt().equals(home))
        && (cut.travelledFrom() == null || cut.travelledFrom().equals(travelledFrom));
  }

  private static List<String> codes(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).distinct().sorted().toList();
  }

  private static List<String> codes(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(CODE));
  }
}
