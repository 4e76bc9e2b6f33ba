package io.tillwatch.tools.train.handbook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whose payments were frauds, day by day. */
final class DailyFrauds {
  private final Map<Integer, Set<Integer>> customers = new HashMap<>();

  DailyFrauds(Payments payments) {
    for (int row = 0; row < payments.rows(); row++) {
      if (payments.isFraud(row)) {
        customers
            .computeIfAbsent(payments.day(row), day -> new HashSet<>())
            .add(payments.customer(row));
      }
    }
  }

  Set<Integer> customersOf(int day) {
    return customers.getOrDefault(day, Set.of());
  }
}
