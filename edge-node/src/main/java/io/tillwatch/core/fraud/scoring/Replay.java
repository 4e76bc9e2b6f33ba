package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.ReturnWindows;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.SyncMarker;
import io.tillwatch.core.retail.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays events again in order of time, every store knowing what it knew then. An APPROVE takes
 * refund rights, a REVIEW reserves them until its resolution, a BLOCK takes nothing.
 */
public final class Replay {
  private static final Comparator<Arrival> IN_ORDER =
      Comparator.comparing(Arrival::at).thenComparingLong(Arrival::sequence);

  /** A stream in which no store reported for so long counts as one without reports. */
  private static final Duration REPORTING = Duration.ofDays(7);

  private final Rules rules;
  private final Opinion model;
  private final Sink sink;
  private final FraudHistory history;
  private final Map<String, Instant> heard = new HashMap<>();
  private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(IN_ORDER);
  private final Set<String> found = new HashSet<>();
  private final Set<String> behind = new HashSet<>();
  private Instant lastSync = Instant.MIN;
  private @Nullable RetailContext next;
  private long sequence;

  /** An event that a store learns of later than it happened. */
  private record Arrival(Instant at, long sequence, String store, RetailEvent event) {}

  /** Where answers go, as they are made. */
  public interface Sink {
    void assessed(Transaction transaction, Assessment assessment);

    void found(RuleFinding finding);
  }

  /** What something outside the catalogue says of a return. */
  public interface Opinion {
    /** Nobody says anything. */
    Opinion NONE = dossier -> ModelOpinions.NONE;

    /** How risky the return is. */
    ModelOpinions on(Dossier dossier);
  }

  /** With a model that is asked about each return. */
  public Replay(RetailContext context, Rules rules, Opinion model, Sink sink) {
    this.model = model;
    this.rules = rules;
    this.sink = sink;
    this.history = FraudHistory.ofReplay(context);
  }

  /**
   * Another shop floor for the events that follow. Its return window holds for purchases from the
   * next event on; those before keep theirs.
   */
  public void change(RetailContext context) {
    next = context;
  }

  private void change(RetailContext to, Instant from) {
    ReturnWindows windows = history.context.returnWindows();
    history.change(to.with(windows.changed(from, to.returnWindowDays())));
    next = null;
  }

  /** Plays the next event. */
  public void play(RetailEvent event, Visibility visibility) {
    if (next != null) {
      change(next, event.at());
    }
    learnArrivalsUpTo(event.at());
    history.passes(event.at());
    if (event instanceof SyncMarker syncMarker) {
      lastSync = later(lastSync, syncMarker.at());
      heard.merge(syncMarker.storeId(), syncMarker.at(), Replay::later);
    } else if (event instanceof Transaction transaction) {
      history.assumeCurrency(transaction.currency());
      Assessment assessment = judge(transaction);
      history.learn(transaction, assessment.decision(), visibility);
      sink.assessed(transaction, assessment);
    } else {
      history.learn(event, visibility);
    }
    visibility
        .laterThan(event.at())
        .forEach((store, at) -> awaitArrival(new Arrival(at, sequence++, store, event)));
  }

  /** Learns everything that arrives after the last event. */
  public void finish() {
    learnArrivalsUpTo(Instant.MAX);
  }

  private Assessment judge(Transaction transaction) {
    HistoryView view = history.seenBy(transaction.storeId(), transaction.at());
    Freshness freshness = freshness(transaction.storeId(), transaction.at());
    Dossier dossier = new Dossier(transaction, view, freshness, ScoringContext.NONE);
    boolean asked = model != Opinion.NONE && transaction instanceof Return;
    return FraudScorer.assess(asked ? dossier.hearing(model.on(dossier)) : dossier, rules);
  }

  /**
   * Up to when a store has heard the others: its own last SYNC. Where nobody reports any,
   * everything is known at once, unless something is seen to arrive late.
   */
  private Freshness freshness(String storeId, Instant now) {
    Instant upTo = heard.get(storeId);
    if (upTo != null) {
      return Freshness.upTo(upTo);
    }
    boolean othersReport = lastSync.isAfter(now.minus(REPORTING));
    return othersReport || behind.contains(storeId) ? Freshness.NEVER : Freshness.CURRENT;
  }

  private void awaitArrival(Arrival arrival) {
    if (!arrival.store().equals(arrival.event().storeId())) {
      behind.add(arrival.store());
      arrivals.add(arrival);
    }
  }

  private void learnArrivalsUpTo(Instant now) {
    while (!arrivals.isEmpty() && !arrivals.peek().at().isAfter(now)) {
      Arrival arrival = arrivals.poll();
      HistoryView view = history.seenBy(arrival.store(), arrival.at());
      for (RuleFinding finding : RetroactiveCheck.after(arrival.event(), view, rules)) {
        if (found.add(finding.of())) {
          sink.found(finding);
        }
      }
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
