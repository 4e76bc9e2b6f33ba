package io.tillwatch.core.alerts;

import io.tillwatch.core.alerts.AlertQuery.Place;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every alert that was raised, to be filtered, ordered and counted without asking the ledger: a
 * fold over facts that may come in any order and more than once. Alerts without a verdict and
 * returns that wait are found without a look at the others. Not safe for use by several threads.
 */
public final class AlertQueue {
  private final Map<String, AlertStanding> all = new HashMap<>();
  private final Map<String, AlertStanding> unresolved = new LinkedHashMap<>();
  private final Map<String, AlertStanding> held = new LinkedHashMap<>();

  /** What was said of alerts that are not known yet: another store's facts may come later. */
  private final Map<String, List<Record>> early = new HashMap<>();

  private final CardFingerprints cards;

  /** When holds end by themselves, the next one first; some of them were renewed since. */
  private final PriorityQueue<Ending> endings =
      new PriorityQueue<>(Comparator.comparing(Ending::at));

  private @Nullable Instant endingsTold;
  private boolean complete;

  private record Ending(Instant at, String factId) {}

  /**
   * Nothing is known yet.
   *
   * @param cards by which cards are found
   */
  public AlertQueue(CardFingerprints cards) {
    this.cards = cards;
  }

  /** A page of the past; the one without a next cursor is the last. */
  public void learn(FactPage past) {
    for (StoredFact stored : past.facts()) {
      learn(stored.op(), stored.fact());
    }
    complete |= past.nextCursor() == null;
  }

  /**
   * A fact, from whatever store.
   *
   * @param fact null for one of a kind that this node does not know
   */
  public void learn(Op op, @Nullable Record fact) {
    if (fact == null) {
      return;
    }
    if (fact instanceof Posted posted && AlertView.raises(posted)) {
      raise(new AlertStanding(AlertEntry.of(posted, cards), posted));
    } else if (fact instanceof DoubleRefundFinding finding) {
      raise(new AlertStanding(AlertEntry.of(finding), null));
    }
    if (fact instanceof PostedReturn again && again.refund().retryOf() != null) {
      repeats(op, again);
    } else if (isAboutAlerts(fact)) {
      op.dependsOn().forEach(id -> say(id, fact));
    }
  }

  /** The page asked for, as things are then. */
  public AlertQuery.Page answer(AlertQuery query, Instant now) {
    Comparator<Place> order = query.order().comparator();
    int keep = query.limit() + 1;
    PriorityQueue<Place> first = new PriorityQueue<>(keep, order.reversed());
    int total = 0;
    for (AlertStanding alert : candidates(query.filter())) {
      if (!query.filter().matches(alert, now)) {
        continue;
      }
      total++;
      Place place = query.order().placeOf(alert.entry());
      if (query.after() == null || order.compare(place, query.after()) > 0) {
        first.add(place);
        if (first.size() > keep) {
          first.remove();
        }
      }
    }
    List<Place> places = new ArrayList<>(first);
    places.sort(order);
    boolean more = places.size() > query.limit();
    return new AlertQuery.Page(
        more ? places.subList(0, query.limit()) : places, more, total, complete);
  }

  /**
   * What was let go, or came back into the queue, by itself since this was asked last: ids of the
   * facts that raised those alerts. The first time nothing is told, for it is long ago.
   */
  public List<String> ended(Instant now) {
    Instant since = endingsTold == null ? now : endingsTold;
    endingsTold = now;
    Set<String> ended = new LinkedHashSet<>();
    for (Ending next = endings.peek(); next != null && !next.at().isAfter(now); ) {
      endings.remove();
      AlertStanding alert = all.get(next.factId());
      boolean isStill = alert != null && next.at().equals(alert.holdEnds());
      if (isStill && next.at().isAfter(since)) {
        ended.add(next.factId());
      }
      next = endings.peek();
    }
    return List.copyOf(ended);
  }

  private Collection<AlertStanding> candidates(AlertFilter filter) {
    if (filter.isOfHeld()) {
      return held.values();
    }
    return filter.isOfUnresolved() ? unresolved.values() : all.values();
  }

  private static boolean isAboutAlerts(Record fact) {
    return fact instanceof Resolution
        || fact instanceof Claim
        || fact instanceof HeldDecision
        || fact instanceof Payout;
  }

  private void raise(AlertStanding alert) {
    String id = alert.entry().factId();
    if (all.putIfAbsent(id, alert) != null) {
      return;
    }
    List<Record> said = early.remove(id);
    if (said != null) {
      said.forEach(alert::learn);
    }
    sort(id, alert);
  }

  /** What a till names as the earlier try counts where the ledger found it to be one. */
  private void repeats(Op op, PostedReturn again) {
    String earlier = again.refund().retryOf();
    if (earlier != null && op.dependsOn().contains(earlier)) {
      say(earlier, again);
    }
  }

  private void say(String id, Record fact) {
    AlertStanding alert = all.get(id);
    if (alert != null) {
      alert.learn(fact);
      sort(id, alert);
    } else {
      early.computeIfAbsent(id, unknown -> new ArrayList<>(1)).add(fact);
    }
  }

  private void sort(String id, AlertStanding alert) {
    put(unresolved, id, alert, !alert.isResolved());
    put(held, id, alert, alert.transaction() == Posted.Status.HELD);
    Instant end = alert.holdEnds();
    if (end != null) {
      endings.add(new Ending(end, id));
    }
  }

  private static void put(
      Map<String, AlertStanding> map, String id, AlertStanding alert, boolean in) {
    if (in) {
      map.put(id, alert);
    } else {
      map.remove(id);
    }
  }
}
