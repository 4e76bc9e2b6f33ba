package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.labels.LabelFold;
import io.tillwatch.core.fraud.labels.ReturningPerson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who made which return, and of whom a fraud is known: what the blind queue offers because of that,
 * as {@link LabelFold#related} has it.
 */
final class PersonsReturns {
  private final Map<String, List<JudgedReturn>> byName = new HashMap<>();
  private final Set<String> cheats = new HashSet<>();

  void add(JudgedReturn one) {
    for (String name : names(one)) {
      byName.computeIfAbsent(name, unseen -> new ArrayList<>()).add(one);
    }
  }

  private static Set<String> names(JudgedReturn one) {
    Set<String> names = new LinkedHashSet<>();
    ReturningPerson.of(one.refund()).addTo(names);
    return names;
  }

  /** Whether a fraud of whoever made it is known already. */
  boolean isToReview(JudgedReturn one) {
    return one.canBeReviewed() && ReturningPerson.of(one.refund()).isAmong(cheats);
  }

  /** A fraud became known: what the same person brought back before. */
  List<JudgedReturn> toReview(JudgedReturn fraud, Instant now) {
    Set<JudgedReturn> all = new LinkedHashSet<>();
    for (String name : names(fraud)) {
      cheats.add(name);
      byName.getOrDefault(name, List.of()).stream()
          .filter(JudgedReturn::canBeReviewed)
          .filter(one -> !one.isFoundBy(now) && !one.at().isBefore(now.minus(LabelFold.REACH)))
          .forEach(all::add);
    }
    return List.copyOf(all);
  }
}
