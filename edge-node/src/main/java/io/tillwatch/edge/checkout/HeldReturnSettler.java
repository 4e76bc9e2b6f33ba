package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.checkout.Refusal.Code;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.async.KeyedSerializer;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles returns that were held only because no store that knows their receipt could be asked:
 * once it can, the return is judged again, and approved where nothing else speaks against it. All
 * others wait for a reviewer, whose decision wins, as does a till that tries again.
 */
final class HeldReturnSettler {
  /** Who decided, in the decision and in the audit trail, where no person did. */
  static final String NODE = "tillwatch";

  private static final Logger LOG = LoggerFactory.getLogger(HeldReturnSettler.class);
  private static final int PAGE = 500;

  /** Older ones are left to a reviewer after a restart. */
  private static final Duration LOOKED_BACK = Duration.ofDays(120);

  /** Looks that an attempt which came too early waits for before the next. */
  private static final int PAUSE = 5;

  private static final int MOST_WAITING = 10_000;

  private enum Outcome {
    LEFT_TO_A_REVIEWER,
    SETTLED,
    TOO_EARLY
  }

  private static final class Waiting {
    final PostedReturn held;
    boolean saleCame;
    boolean underWay;
    int pause;

    Waiting(PostedReturn held) {
      this.held = held;
    }
  }

  private final Bus bus;
  private final InstantSource time;
  private final ReceiptFinder receipts;
  private final DecisionHandler decisions;
  private final PeerWatermarks watermarks;
  private final KeyedSerializer serializer;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  HeldReturnSettler(
      Bus bus,
      InstantSource time,
      ReceiptFinder receipts,
      DecisionHandler decisions,
      PeerWatermarks watermarks,
      KeyedSerializer serializer) {
    this.bus = bus;
    this.time = time;
    this.receipts = receipts;
    this.decisions = decisions;
    this.watermarks = watermarks;
    this.serializer = serializer;
  }

  /** Reads back what waited when the node stopped. */
  Future<Void> restore() {
    PageQuery newest = new PageQuery(Indexes.HELD, null, PAGE, false, true);
    return FactPages.until(
        bus,
        Channels.PAGE,
        newest,
        page -> {
          page.facts().forEach(this::restore);
          return isOld(page);
        });
  }

  private boolean isOld(FactPage page) {
    Instant limit = time.instant().minus(LOOKED_BACK);
    return page.facts().stream()
        .allMatch(stored -> Instant.ofEpochMilli(stored.op().atMillis()).isBefore(limit));
  }

  private void restore(StoredFact stored) {
    TransactionView.of(stored)
        .filter(view -> view.status() == Status.HELD)
        .ifPresent(view -> add(view.posted()));
  }

  private void add(@Nullable Object posted) {
    if (posted instanceof PostedReturn held
        && held.status() == Status.HELD
        && held.refund().receiptNumber() != null
        && !held.hasRight()
        && held.refundMinor() > 0
        && !Exploration.isChosen(held.assessment())
        && held.refund().storeId().equals(bus.self().value())
        && waiting.size() < MOST_WAITING) {
      waiting.putIfAbsent(held.refund().id(), new Waiting(held));
    }
  }

  void committed(Committed committed) {
    if (committed.fact() instanceof HeldDecision decision) {
      waiting.remove(decision.of());
    } else if (committed.local()) {
      add(committed.fact());
    }
    if (committed.fact() instanceof PostedSale sale && !waiting.isEmpty()) {
      String receipt = sale.sale().receiptNumber();
      waiting.values().stream()
          .filter(one -> ReceiptNumber.same(receipt, one.held.refund().receiptNumber()))
          .forEach(one -> one.saleCame = true);
    }
  }

  /** Settles what can be settled by now; to be called from time to time. */
  void settleDue() {
    for (Waiting one : new ArrayList<>(waiting.values())) {
      if (one.pause > 0) {
        one.pause--;
      } else if (!one.underWay && canBeAsked(one)) {
        attempt(one);
      }
    }
  }

  /** Whether whoever may know the receipt can be asked, and was heard since the return. */
  private boolean canBeAsked(Waiting one) {
    PostedReturn held = one.held;
    if (held.home() != null) {
      return receipts.owners(List.of(held.home())).stream().allMatch(watermarks::isReachable);
    }
    return one.saleCame
        || receipts.possibleOwners(held.refund().namedReceipt()).stream()
            .allMatch(
                store ->
                    watermarks.isReachable(store)
                        && !watermarks.upTo(store).isBefore(held.refund().at()));
  }

  private void attempt(Waiting one) {
    String id = one.held.refund().id();
    one.underWay = true;
    serializer
        .next(id, () -> settle(id))
        .onComplete(
            done -> {
              one.underWay = false;
              one.pause = PAUSE;
              if (done.failed()) {
                LOG.atWarn()
                    .addKeyValue("transactionId", id)
                    .addKeyValue("error", done.cause().getMessage())
                    .log("a held return could not be judged again; tried again soon");
              } else if (done.result() != Outcome.TOO_EARLY) {
                waiting.remove(id, one);
              }
            });
  }

  private Future<Outcome> settle(String id) {
    return bus.ask(Channels.FACTS, FactsQuery.one(id))
        .compose(
            page ->
                page.facts().stream()
                    .flatMap(stored -> TransactionView.of(stored).stream())
                    .filter(view -> view.status() == Status.HELD)
                    .findFirst()
                    .map(view -> judge((PostedReturn) view.posted()))
                    .orElseGet(() -> Future.succeededFuture(Outcome.SETTLED)));
  }

  private Future<Outcome> judge(PostedReturn held) {
    return receipts
        .find(held.refund().namedReceipt())
        .compose(
            known ->
                known.unheard().isEmpty()
                    ? judge(held, known)
                    : Future.succeededFuture(Outcome.TOO_EARLY));
  }

  private Future<Outcome> judge(PostedReturn held, ReceiptKnowledge known) {
    return bus.ask(Channels.ASSESS, new AssessRequest(held.refund(), RightOutcome.NONE, known))
        .compose(
            returnAssessment -> {
              Assessment now = returnAssessment.assessment();
              // what no store knows is paid on a person's word alone
              if (now.decision() == Decision.APPROVE && known.knowsSale()) {
                return approve(held, now.score());
              }
              if (now.remedy() == Remedy.WAIT_FOR_SYNC) {
                // this node still reads its own history, or a store fell silent again
                return Future.succeededFuture(Outcome.TOO_EARLY);
              }
              LOG.atInfo()
                  .addKeyValue("transactionId", held.refund().id())
                  .addKeyValue("score", now.score())
                  .addKeyValue("reasonCode", now.reasons().stream().map(Reason::code).toList())
                  .log("a held return was judged again and waits for a reviewer");
              return Future.succeededFuture(Outcome.LEFT_TO_A_REVIEWER);
            });
  }

  private Future<Outcome> approve(PostedReturn held, int score) {
    String note = "judged again once the receipt's store was heard: score " + score;
    return decisions.approveUnreviewed(held, note, NODE).map(HeldReturnSettler::outcome);
  }

  private static Outcome outcome(StaffAnswer answer) {
    if (answer instanceof StaffAnswer.Refused refused) {
      return refused.refusal().code() == Code.HOME_STORE_UNREACHABLE
          ? Outcome.TOO_EARLY
          : Outcome.LEFT_TO_A_REVIEWER;
    }
    return Outcome.SETTLED;
  }
}
