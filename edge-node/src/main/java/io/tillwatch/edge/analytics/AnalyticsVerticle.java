package io.tillwatch.edge.analytics;

import io.tillwatch.core.analytics.FiguresFold;
import io.tillwatch.core.analytics.Patterns;
import io.tillwatch.core.analytics.ProtectedAttempt;
import io.tillwatch.core.analytics.RuleFigures;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.analytics.StatsQuery.Stats;
import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.search.TransactionIndex;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the figures of every store. Plain approved transactions are counted as they are committed.
 * Of all others the ids are noted, and what the ledger knows of them is read in batches. So a
 * ledger that is away for a while costs time and no figure.
 */
public final class AnalyticsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AnalyticsVerticle.class);
  private static final int BATCH = 50;
  private static final long RETRY_MILLIS = 1_000;

  private final Bus bus;
  private final InstantSource clock;
  private final FiguresFold fold;
  private final FindingsNow findings;
  private final SearchFeed search;
  private final Set<String> toRead = new LinkedHashSet<>();
  private Set<String> counted = new HashSet<>();
  private final Set<String> uncounted = new HashSet<>();
  private boolean reading;
  private boolean complete;

  /**
   * The figures of this bus's node, in this currency.
   *
   * @param zones time zone of each store that has one
   * @param index where transactions are to be found, empty
   */
  public AnalyticsVerticle(
      Bus bus,
      InstantSource clock,
      String currency,
      Catalog catalog,
      Map<String, ZoneId> zones,
      TransactionIndex index) {
    this.bus = bus;
    this.clock = clock;
    this.findings = new FindingsNow(bus);
    this.search = new SearchFeed(index, clock);
    this.fold = new FiguresFold(currency, catalog.categories(), zones);
  }

  @Override
  public Future<?> start() {
    return bus.subscribe(Channels.COMMITTED, this::learn)
        .compose(done -> bus.handle(Channels.STATS, this::answer))
        .compose(done -> bus.handle(Channels.PROTECTED, this::answer))
        .compose(done -> search.answerOn(bus))
        .compose(done -> bus.handle(Channels.PATTERNS, this::answer))
        .compose(done -> bus.handle(Channels.RULE_FIGURES, this::answer))
        .compose(done -> bus.handle(Channels.FIGURES_REPLAY, this::learnPast));
  }

  private Future<Stats> answer(StatsQuery query) {
    if (query instanceof StatsQuery.Within within) {
      return Future.succeededFuture(
          new Stats(
              clock.instant(),
              complete,
              fold.all(within.from(), within.to()),
              fold.byStore(within.from(), within.to()),
              List.of(),
              List.of()));
    }
    return Future.succeededFuture(
        new Stats(
            clock.instant(),
            complete,
            fold.all(),
            fold.byStore(),
            query instanceof StatsQuery.Over over
                ? fold.trends().between(over.from(), over.to(), over.width())
                : List.of(),
            query instanceof StatsQuery.Over over
                ? fold.trends().hoursOfDay(over.from(), over.to())
                : List.of()));
  }

  private Future<ProtectedAttempt.Page> answer(ProtectedAttempt.Query query) {
    return Future.succeededFuture(
        ProtectedAttempt.Page.of(
            fold.protectedAttempts(query.choice()), query, clock.instant(), complete));
  }

  private Future<Patterns.Answer> answer(Patterns.Query query) {
    return Future.succeededFuture(
        new Patterns.Answer(clock.instant(), complete, fold.patterns(query), fold.cashiers(query)));
  }

  private Future<RuleFigures.Table> answer(RuleFigures.Query query) {
    return Future.succeededFuture(
        new RuleFigures.Table(
            Trends.Width.HOUR.startOf(query.from()),
            Patterns.endOf(query.to()),
            clock.instant(),
            complete,
            fold.rules(query)));
  }

  private void learn(Committed committed) {
    fold.passes(clock.instant());
    Record fact = committed.fact();
    StoredFact fresh = new StoredFact(committed.op(), fact, List.of());
    search.first(fresh);
    if (fact instanceof Posted posted && FiguresFold.isPlain(posted)) {
      countOnce(fresh, posted);
    } else if (fact instanceof Posted posted) {
      toRead.add(posted.transaction().id());
    } else {
      lookAgain(committed.op(), fact);
    }
    readNext();
  }

  /** What is said of a transaction changes what it counts for. */
  private void lookAgain(Op op, @Nullable Record fact) {
    if (fact instanceof HeldDecision decision) {
      toRead.add(decision.of());
    } else if (fact instanceof Resolution resolution) {
      toRead.add(resolution.of());
    } else if (fact instanceof SaleVoid || fact instanceof DoubleRefundFinding) {
      // these name what they are about by receipt; the op names it by id
      toRead.addAll(op.dependsOn());
    }
  }

  /** A page of the past; what is committed meanwhile comes by the feed as well. */
  private Future<FactPage.Learnt> learnPast(FactPage page) {
    if (!complete) {
      countPast(page);
    }
    return Future.succeededFuture(new FactPage.Learnt());
  }

  private void countPast(FactPage page) {
    for (StoredFact stored : page.facts()) {
      search.first(stored);
      if (stored.fact() instanceof Posted posted && FiguresFold.isPlain(posted)) {
        countOnce(stored, posted);
      } else if (stored.fact() instanceof Posted posted) {
        if (!counted.contains(posted.transaction().id())) {
          toRead.add(posted.transaction().id());
          uncounted.add(posted.transaction().id());
        }
      } else {
        lookAgain(stored.op(), stored.fact());
      }
    }
    if (page.nextCursor() == null) {
      fold.passes(clock.instant());
      complete = true;
      counted = new HashSet<>();
      search.complete();
      LOG.info("figures are complete");
      readNext();
      tellWhenAllIsCounted();
    }
  }

  /** While the past is read a transaction may come twice: by its page and by the feed. */
  private void countOnce(StoredFact stored, Posted posted) {
    // the id that the fraud history keeps too, and not the op's copy of it
    if (complete || counted.add(posted.transaction().id())) {
      fold.first(stored, null);
    }
  }

  private void readNext() {
    if (reading || toRead.isEmpty()) {
      return;
    }
    reading = true;
    List<String> ids = toRead.stream().limit(BATCH).toList();
    ids.forEach(toRead::remove);
    bus.ask(Channels.FACTS, new FactsQuery(ids, true))
        .compose(page -> countAll(page.facts()))
        .onComplete(
            done -> {
              reading = false;
              if (done.succeeded()) {
                readNext();
                tellWhenAllIsCounted();
              } else {
                toRead.addAll(ids);
                vertx.setTimer(RETRY_MILLIS, id -> readNext());
              }
            });
  }

  /** Whoever showed the figures as each fact was committed showed them without these. */
  private void tellWhenAllIsCounted() {
    if (!reading) {
      bus.publish(Channels.COUNTED, new StatsQuery.Counted(clock.instant()));
    }
  }

  private Future<Void> countAll(List<StoredFact> facts) {
    Future<Void> all = Future.succeededFuture();
    for (StoredFact stored : facts) {
      if (stored.fact() instanceof Posted posted) {
        all =
            all.compose(done -> saleOf(posted))
                .compose(
                    sale -> findings.asKnownNow(stored).onSuccess(now -> count(now, posted, sale)))
                .mapEmpty();
      }
    }
    return all;
  }

  private void count(StoredFact stored, Posted posted, @Nullable Sale sale) {
    String id = posted.transaction().id();
    boolean plain = FiguresFold.isPlain(posted);
    boolean counted = complete ? !uncounted.remove(id) : this.counted.contains(id);
    if ((plain && counted) || fold.remembers(id)) {
      fold.again(stored, sale);
    } else {
      this.counted.add(id);
      fold.first(stored, sale);
    }
    search.again(stored);
  }

  private Future<Sale> saleOf(Posted posted) {
    String receipt = posted.transaction().receiptNumber();
    if (!(posted instanceof PostedReturn) || receipt == null) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.PAGE, new PageQuery(Indexes.receipt(receipt), null, 100, true, false))
        .map(
            page ->
                page.facts().stream()
                    .map(StoredFact::fact)
                    .filter(PostedSale.class::isInstance)
                    .map(fact -> ((PostedSale) fact).sale())
                    .findFirst()
                    .orElse(null));
  }
}
