package io.tillwatch.core.checkout.staff;

import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.ListEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the block and allow lists as it stands now.
 *
 * @param end the entry that took it away, or null
 */
public record ListStanding(ListEntry entry, State state, @Nullable ListEntry end) {
  private static final Comparator<StoredFact> LATEST_FIRST =
      Comparator.comparingLong((StoredFact stored) -> stored.op().hlc())
          .thenComparing(stored -> stored.op().factId())
          .reversed();

  /** Whether an entry counts. */
  public enum State {
    IN_FORCE,
    /** A later entry of the same customer or card counts instead. */
    REPLACED,
    EXPIRED,
    /** Somebody took it away. */
    ENDED
  }

  /** What was listed, each customer or card by itself; latest first. */
  private static final class Walk {
    private final Instant now;
    private boolean isDecided;
    private @Nullable ListEntry end;

    private Walk(Instant now) {
      this.now = now;
    }

    ListStanding next(ListEntry entry) {
      Instant over = end == null ? now : end.at();
      if (entry.expiresAt() != null && !entry.expiresAt().isAfter(over)) {
        return new ListStanding(entry, State.EXPIRED, null);
      }
      if (end != null) {
        return new ListStanding(entry, State.ENDED, end);
      }
      State state = isDecided ? State.REPLACED : State.IN_FORCE;
      isDecided = true;
      return new ListStanding(entry, state, null);
    }
  }

  /** How the entries among these facts stand, latest first; those that end others are none. */
  public static List<ListStanding> of(List<StoredFact> facts, Instant now) {
    Map<String, Walk> walks = new HashMap<>();
    List<ListStanding> standings = new ArrayList<>();
    for (StoredFact stored : facts.stream().sorted(LATEST_FIRST).toList()) {
      if (stored.fact() instanceof ListEntry entry) {
        Walk walk = walks.computeIfAbsent(keyOf(entry), key -> new Walk(now));
        if (entry.endsOthers()) {
          walk.end = entry;
        } else {
          standings.add(walk.next(entry));
        }
      }
    }
    return standings;
  }

  private static String keyOf(ListEntry entry) {
    return entry.customerId() == null ? "card " + entry.token() : "customer " + entry.customerId();
  }
}
