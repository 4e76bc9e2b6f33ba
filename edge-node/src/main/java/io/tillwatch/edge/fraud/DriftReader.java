package io.tillwatch.edge.fraud;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.fraud.drift.ModelDrift;
import io.tillwatch.core.fraud.drift.SalesWatch;
import io.tillwatch.core.fraud.drift.SoldNumber;
import io.tillwatch.core.fraud.labels.JudgedReturn;
import io.tillwatch.core.fraud.labels.LabelFold;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest returns out of the ledger with what became of them, and the newest sales, of
 * every store that this one knows: as far back as a label of the last months may go, and not
 * further.
 */
final class DriftReader {
  /** A return that was paid counts as honest so much later; reviewers take a fortnight at most. */
  private static final Duration FURTHEST = ModelDrift.LABELS.plus(LabelFold.MATURITY).plusDays(14);

  /** Each takes some 400 bytes while they are read. */
  private static final int MOST_RETURNS = 50_000;

  private static final int MOST_FACTS = 1_000_000;
  private static final int PAGE = 500;

  private static final Duration SALES = Duration.ofDays(SalesWatch.DAYS);

  private final Bus bus;
  private final String currency;

  /**
   * What was read.
   *
   * @param returns with what is known of each by now
   * @param sales which have been told of each sale
   */
  record Past(List<JudgedReturn> returns, SalesWatch sales) {}

  /**
   * @param currency that amounts are compared in; of a sale in another one, its amounts count as
   *     not known
   */
  DriftReader(Bus bus, String currency) {
    this.bus = bus;
    this.currency = currency;
  }

  Future<Past> read(Instant now) {
    Reading reading = new Reading(currency, now);
    PageQuery newest = new PageQuery(Indexes.FACTS, null, PAGE, false, false);
    return FactPages.until(bus, Channels.BROWSE, newest, reading::hasEnough)
        .map(done -> new Past(reading.fold.judgedAt(now), reading.sales));
  }

  private static final class Reading {
    private final LabelFold fold = new LabelFold(MOST_RETURNS + PAGE);
    private final SalesWatch sales = new SalesWatch();
    private final String currency;
    private final long earliest;
    private final long earliestSale;
    private int facts;

    Reading(String currency, Instant now) {
      this.currency = currency;
      this.earliest = now.minus(FURTHEST).toEpochMilli();
      this.earliestSale = now.minus(SALES).toEpochMilli();
    }

    /** Learns a page; whether what is older is not wanted any more. */
    boolean hasEnough(FactPage page) {
      boolean reachesReturns = false;
      boolean reachesSales = false;
      boolean isFull = fold.size() >= MOST_RETURNS;
      for (StoredFact stored : page.facts()) {
        reachesReturns |= stored.op().atMillis() >= earliest;
        reachesSales |= stored.op().atMillis() >= earliestSale;
        if (!isFull) {
          // of more than it holds it would let go those that were told first, the newest
          long known = HybridClock.millis(stored.op().hlc());
          fold.learn(stored.fact(), Instant.ofEpochMilli(known));
        }
        learnSale(stored.fact());
      }
      facts += page.facts().size();
      boolean wantsReturns = reachesReturns && fold.size() < MOST_RETURNS;
      return facts >= MOST_FACTS || !(wantsReturns || reachesSales);
    }

    private void learnSale(@Nullable Record fact) {
      if (fact instanceof PostedSale posted && posted.status() == Posted.Status.COMPLETED) {
        Sale sale = posted.sale();
        long at = sale.at().toEpochMilli();
        if (at >= earliestSale) {
          sales.sold(at, SoldNumber.of(sale, currency.equals(sale.currency())));
        }
      }
    }
  }
}
