package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Something said later of a transaction or a receipt.
 *
 * @param told when it came, and its place among what was said at the same time elsewhere
 * @param verdict what a reviewer found, or null where the mark is none
 * @param paid for the settlement of a held return whether it was paid, else null
 * @param cashier who did it, or null
 */
public record Mark(
    String id,
    long at,
    Told told,
    String storeId,
    Visibility visibility,
    Resolution.Outcome verdict,
    Boolean paid,
    String cashier) {

  static Mark of(
      RetailEvent event,
      Visibility visibility,
      Told told,
      Resolution.Outcome verdict,
      String cashier) {
    return new Mark(
        event.id(),
        event.at().toEpochMilli(),
        told,
        event.storeId(),
        visibility,
        verdict,
        null,
        cashier);
  }

  /** That a reviewer paid or declined a held return. */
  static Mark of(HeldDecision decision, Told told) {
    return new Mark(
        decision.id(),
        decision.at().toEpochMilli(),
        told,
        decision.storeId(),
        Visibility.AT_ONCE,
        null,
        decision.approve(),
        null);
  }

  /** When it was said by its store's clock, or when it was heard of where that cannot be. */
  public long since() {
    return Arrival.isPlausible(at, told.arrived()) ? at : told.arrived();
  }

  boolean isSeenBy(String store, long now) {
    return storeId.equals(store) || visibility.to(store, now);
  }

  /**
   * The list with the mark in its place by what its writer had heard of; an id stands in it once.
   */
  static List<Mark> insert(List<Mark> marks, Mark mark) {
    List<Mark> into = marks.isEmpty() ? new ArrayList<>(1) : marks;
    int place = into.size();
    for (int i = 0; i < into.size(); i++) {
      if (into.get(i).id().equals(mark.id())) {
        return into;
      }
    }
    while (place > 0 && mark.isBefore(into.get(place - 1))) {
      place--;
    }
    into.add(place, mark);
    return into;
  }

  private boolean isBefore(Mark other) {
    if (told.order() != other.told.order()) {
      return told.order() < other.told.order();
    }
    return at != other.at ? at < other.at : id.compareTo(other.id) < 0;
  }
}
