package io.tillwatch.tools.train.handbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * CP@100: of the hundred customers that a team looks at each day, the share that was truly
 * compromised that day, averaged over the days. Who was found is not looked at again.
 */
final class CardPrecision {
  private static final int LOOKED_AT = 100;

  private CardPrecision() {}

  /** A customer on one day. */
  private record Suspect(int customer, float score, boolean fraud) {
    Suspect with(float other, boolean isFraud) {
      return new Suspect(customer, Math.max(score, other), fraud || isFraud);
    }
  }

  /**
   * @param scores of the tested rows, in their order
   */
  static double at100(Payments payments, List<Integer> rows, float[] scores) {
    // in order of the days, as a team goes through them
    Map<Integer, Map<Integer, Suspect>> days = new TreeMap<>();
    for (int i = 0; i < scores.length; i++) {
      int row = rows.get(i);
      float score = scores[i];
      boolean fraud = payments.isFraud(row);
      int customer = payments.customer(row);
      days.computeIfAbsent(payments.day(row), day -> new HashMap<>())
          .merge(
              customer,
              new Suspect(customer, score, fraud),
              (known, more) -> known.with(more.score(), more.fraud()));
    }
    Set<Integer> found = new HashSet<>();
    return days.values().stream()
        .mapToDouble(day -> ofDay(day.values(), found))
        .average()
        .orElse(Double.NaN);
  }

  private static double ofDay(Iterable<Suspect> suspects, Set<Integer> found) {
    List<Suspect> ranked = new ArrayList<>();
    suspects.forEach(
        suspect -> {
          if (!found.contains(suspect.customer())) {
            ranked.add(suspect);
          }
        });
    ranked.sort(Comparator.comparing(Suspect::score).reversed().thenComparing(Suspect::customer));
    List<Suspect> frauds = ranked.stream().limit(LOOKED_AT).filter(Suspect::fraud).toList();
    frauds.forEach(suspect -> found.add(suspect.customer()));
    return (double) frauds.size() / LOOKED_AT;
  }
}
