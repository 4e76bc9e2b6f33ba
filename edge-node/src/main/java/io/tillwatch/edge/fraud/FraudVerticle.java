package io.tillwatch.edge.fraud;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.fraud.ExternalScore;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.models.ModelBook;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Watermarks;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.fraud.external.ExternalScoreClient;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adapter of the scorer: keeps the history in memory, fed by the ledger's feed and, after a start,
 * its past, and judges by it without asking anybody. While the history is still being read back
 * after a start, returns that it cannot judge yet are held.
 */
public final class FraudVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(FraudVerticle.class);

  private static final int MOST_UNSEEN = 100_000;
  private static final int LOOK_AT_FILE_MILLIS = 500;

  private final Bus bus;
  private final InstantSource time;
  private final Path rulesFile;
  private final List<StoreId> stores;
  private final RetailContext context;
  private final FraudHistory history;
  private final RuleBook book = new RuleBook();
  private final ActiveRules activeRules = new ActiveRules(book);
  private final ModelBook modelBook = new ModelBook();
  private final ActiveModels models = new ActiveModels(() -> vertx, modelBook, activeRules);
  private final Assessor assessor;
  private final HistoryFeed feed;
  private final RuleFindingDetector findings;
  private final ExternalScore external;
  private final ExternalScoreClient externalScoreClient;

  /** Those of the past, once a worker is done with them. */
  private StringInterner interner = new StringInterner();

  private final StringInterner pastInterner = new StringInterner();
  private final List<RetailEvent> unseen = new ArrayList<>();
  private Freshness freshness;
  private boolean loading = true;
  private final boolean reviewing;

  /**
   * @param stores every store that may have issued a receipt
   * @param historyBytes most memory that the history may take
   * @param external whose opinion is asked beside the rules
   * @param explored how much is reviewed by chance
   */
  public FraudVerticle(
      Bus bus,
      InstantSource time,
      Path rulesFile,
      List<StoreId> stores,
      RetailContext context,
      long historyBytes,
      ExternalScore external,
      Exploration.Shares explored) {
    this.bus = bus;
    this.time = time;
    this.rulesFile = rulesFile;
    this.stores = stores;
    this.context = context;
    this.external = external;
    this.reviewing = explored.approvals() > 0;
    this.externalScoreClient = new ExternalScoreClient(external);
    this.history = new FraudHistory(context, historyBytes);
    this.assessor =
        new Assessor(
            bus.self().value(),
            time,
            history,
            activeRules,
            models,
            new Exploration(explored.blocks(), explored.approvals(), new KeyedDraw(bus.seal())));
    this.feed = new HistoryFeed(history, activeRules, models, time);
    this.findings = new RuleFindingDetector(bus);
    this.freshness = Freshness.of(heardUpTo(new Watermarks(Map.of())));
  }

  @Override
  public Future<?> start() {
    RulesHandler handler =
        new RulesHandler(
            vertx,
            bus,
            time,
            rulesFile,
            book,
            proposed -> activeRules.learn(proposed, RuleBook.PROPOSED));
    Backtester backtester = new Backtester(vertx, bus, time, context, book, models);
    return bus.subscribe(Channels.COMMITTED, this::learn)
        .compose(listening -> new RulesPast(bus, feed).read())
        .compose(read -> models.read())
        .compose(read -> handler.open())
        .compose(
            open ->
                Future.all(
                    List.of(
                        bus.subscribe(
                            Channels.WATERMARKS_CHANGED, watermarks -> heard(watermarks, handler)),
                        bus.handle(Channels.FRAUD_REPLAY, this::learnPast),
                        bus.handle(Channels.ASSESS, this::assess),
                        bus.handle(Channels.RULES, query -> rules(handler)),
                        bus.handle(Channels.FRAUD_STATUS, query -> status()),
                        bus.handle(Channels.RULES_CHANGE, handler::change),
                        bus.handle(Channels.BACKTEST, backtester::run),
                        ModelChannels.open(
                            vertx, bus, time, modelBook, models, ownCurrency(), reviewing))))
        .onSuccess(ready -> vertx.setPeriodic(LOOK_AT_FILE_MILLIS, tick -> handler.lookAtFile()));
  }

  private Future<ReturnAssessment> assess(AssessRequest request) {
    if (external.figures() == null
        || activeRules.rules().of(ReasonCode.EXTERNAL_SCORE).mode() == RuleMode.OFF
        || !(request.transaction() instanceof Return refund)) {
      return Future.succeededFuture(judge(request, null));
    }
    return externalScoreClient.of(refund).map(score -> judge(request, score));
  }

  private ReturnAssessment judge(AssessRequest request, @Nullable Integer externalScore) {
    return assessor.judge(request, externalScore, freshness, loading);
  }

  private void learn(Committed committed) {
    history.passes(time.instant());
    Transaction kept =
        committed.fact() instanceof Posted posted ? interner.in(posted.transaction()) : null;
    feed.learn(committed.op(), committed.fact(), kept, committed.appliedMicros() / 1_000);
    RetailEvent event = eventOf(committed.fact());
    if (event != null && !loading) {
      detect(event);
    } else if (event != null && unseen.size() < MOST_UNSEEN) {
      unseen.add(event);
    }
  }

  /** What may show that an earlier refund was wrong, or null. */
  private @Nullable RetailEvent eventOf(@Nullable Record fact) {
    if (fact instanceof Posted posted) {
      return (RetailEvent) posted.transaction();
    }
    if (fact instanceof HeldDecision decision) {
      return (RetailEvent) history.transaction(decision.of());
    }
    return fact instanceof RetailEvent event ? event : null;
  }

  private void detect(RetailEvent event) {
    findings.detect(event, history.seenBy(bus.self().value(), time.instant()), activeRules.rules());
  }

  private Future<RulesView> rules(RulesHandler handler) {
    return Future.succeededFuture(
        book.view(handler.fileProblem(), ownCurrency(), activeRules.alarm()));
  }

  /** A node's settings name one. */
  private String ownCurrency() {
    return Objects.requireNonNull(context.currency(), "store.currency");
  }

  private Future<FraudStatus> status() {
    return Future.succeededFuture(
        new FraudStatus(
            activeRules.alarm(), !loading, history.room(), models.words(), external.figures()));
  }

  private void heard(Watermarks watermarks, RulesHandler handler) {
    Map<String, Instant> upTo = heardUpTo(watermarks);
    freshness = Freshness.of(upTo);
    handler.settle(
        !upTo.containsValue(Instant.EPOCH), watermarks.byStore().containsValue(Instant.EPOCH));
  }

  private Map<String, Instant> heardUpTo(Watermarks watermarks) {
    Map<String, Instant> peers = new HashMap<>();
    for (StoreId store : stores) {
      if (!store.equals(bus.self())) {
        peers.put(store.value(), watermarks.byStore().getOrDefault(store.value(), Instant.EPOCH));
      }
    }
    peers.putAll(watermarks.byStore());
    return peers;
  }

  /** Most of the work of keeping is finding what is kept already: a worker's, page by page. */
  private Future<FactPage.Learnt> learnPast(FactPage page) {
    return vertx.executeBlocking(() -> pastInterner.in(page)).map(kept -> learn(page, kept));
  }

  private FactPage.Learnt learn(FactPage page, List<@Nullable Transaction> kept) {
    history.passes(time.instant());
    for (int i = 0; i < kept.size(); i++) {
      StoredFact stored = page.facts().get(i);
      long took = page.arrivals().getOrDefault(stored.op().factId(), 0L);
      feed.learn(stored.op(), stored.fact(), kept.get(i), took);
    }
    if (page.nextCursor() == null) {
      loading = false;
      interner = pastInterner;
      unseen.forEach(this::detect);
      unseen.clear();
      LOG.atInfo()
          .addKeyValue("transactions", history.size())
          .log("the history is read back: {}", history.room().words());
    }
    return new FactPage.Learnt();
  }
}
