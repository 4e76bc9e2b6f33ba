package io.tillwatch.edge.fraud;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.history.Arrival;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.ReceivedAt;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Transaction;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the ledger's facts into what scoring looks back on. */
final class HistoryFeed {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryFeed.class);

  private final FraudHistory history;
  private final ActiveRules activeRules;
  private final ActiveModels models;
  private final InstantSource time;
  private boolean said;

  HistoryFeed(
      FraudHistory history, ActiveRules activeRules, ActiveModels models, InstantSource time) {
    this.models = models;
    this.history = history;
    this.activeRules = activeRules;
    this.time = time;
  }

  /**
   * @param kept the transaction with shared names, or null where the fact is none
   * @param took when this node's ledger took it in by this node's clock, milliseconds since 1970; 0
   *     where that was when it happened
   */
  void learn(Op op, @Nullable Record fact, @Nullable Transaction kept, long took) {
    if (fact instanceof Posted posted && kept != null) {
      boolean fresh = history.learn(kept, came(posted), arrival(op, took));
      // a clock that is ahead would move the guard's windows away from everybody's
      if (fresh && op.atMillis() <= time.millis() + Arrival.AHEAD) {
        activeRules.judged(posted);
      }
      sayOnce();
    } else if (fact instanceof RetailEvent event) {
      history.learn(event, new ReceivedAt(arrival(op, took), op.hlc()));
    } else if (fact instanceof HeldDecision decision) {
      history.learn(decision, new ReceivedAt(arrival(op, took), op.hlc()));
    } else if (fact instanceof Erasure erasure) {
      history.erased(erasure.customerId(), erasure.at());
    } else if (fact instanceof RuleSet set) {
      activeRules.learn(set, op.hlc());
    } else {
      models.learn(fact, op.hlc());
    }
  }

  private void sayOnce() {
    if (!said && history.room().dropped() > 0) {
      said = true;
      LOG.warn(
          "memory is short: {}; older receipts are read from the ledger, older serial numbers are"
              + " doubted; give the node more heap (-Xmx) or raise history.maxMegabytes",
          history.room().words());
    }
  }

  private long arrival(Op op, long took) {
    return Arrival.of(
        time.millis(),
        op.atMillis(),
        took,
        HybridClock.millis(op.hlc()),
        op.id().position().epoch());
  }

  /** What came of it, which the ledger may have lowered below what was judged. */
  private static Decision came(Posted posted) {
    return switch (posted.status()) {
      case COMPLETED -> Decision.APPROVE;
      case HELD -> Decision.REVIEW;
      case BLOCKED -> Decision.BLOCK;
    };
  }
}
