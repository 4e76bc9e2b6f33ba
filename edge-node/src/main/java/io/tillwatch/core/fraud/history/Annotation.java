package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something said later of a transaction or a receipt.
 *
 * @param told when it came, and its place among what was said at the same time elsewhere
 * @param verdict what a reviewer found, or null where the mark is none
 * @param paid for the settlement of a held return whether it was paid, else null
 * @param cashier who did it, or null
 */
public record Annotation(
    String id,
    long at,
    ReceivedAt told,
    String storeId,
    Visibility visibility,
    Resolution.@Nullable Outcome verdict,
    @Nullable Boolean paid,
    @Nullable String cashier) {

  static Annotation of(
      RetailEvent event,
      Visibility visibility,
      ReceivedAt receivedAt,
      Resolution.@Nullable Outcome verdict,
      @Nullable String cashier) {
    return new Annotation(
        event.id(),
        event.at().toEpochMilli(),
        receivedAt,
        event.storeId(),
        visibility,
        verdict,
        null,
        cashier);
  }

  /** That a reviewer paid or declined a held return. */
  static Annotation of(HeldDecision decision, ReceivedAt receivedAt) {
    return new Annotation(
        decision.id(),
        decision.at().toEpochMilli(),
        receivedAt,
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
  static List<Annotation> insert(List<Annotation> marks, Annotation annotation) {
    List<Annotation> into = marks.isEmpty() ? new ArrayList<>(1) : marks;
    int place = into.size();
    for (int i = 0; i < into.size(); i++) {
      if (into.get(i).id().equals(annotation.id())) {
        return into;
      }
    }
    while (place > 0 && annotation.isBefore(into.get(place - 1))) {
      place--;
    }
    into.add(place, annotation);
    return into;
  }

  private boolean isBefore(Annotation other) {
    if (told.order() != other.told.order()) {
      return told.order() < other.told.order();
    }
    return at != other.at ? at < other.at : id.compareTo(other.id) < 0;
  }
}
