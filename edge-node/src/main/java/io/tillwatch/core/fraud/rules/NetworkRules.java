package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.NETWORK;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.PersonIndex;
import io.tillwatch.core.fraud.history.StoreFigures;
import io.tillwatch.core.retail.LineItem;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who shares what with whom, and what gathers in one place. */
final class NetworkRules {
  private static final int MOST_CARDS = 16;
  private static final String DAYS = "days";

  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.RING, NETWORK, 70)
              .parameter("accounts", 3, 2, 50)
              .parameter("frauds", 2, 1, 50)
              .strength("pairPoints", 62)
              .parameter("pair", 2, 2, 50)
              .parameter("pairFrauds", 1, 1, 50)
              .parameter(DAYS, 365, 1, 730)
              .when(NetworkRules::ring),
          Rule.of(ReasonCode.PRIOR_FRAUD, NETWORK, 30)
              .strength("severalPoints", 50)
              .parameter(DAYS, 365, 1, 730)
              .when(NetworkRules::priorFraud),
          Rule.of(ReasonCode.STORE_HOPPING, NETWORK, 25)
              .strength("manyPoints", 35)
              .parameter("stores", 3, 2, 50)
              .parameter("manyStores", 4, 2, 50)
              .parameter(DAYS, 7, 1, 90)
              .when(NetworkRules::storeHopping),
          Rule.of(ReasonCode.TERMINAL_RISK, NETWORK, 40)
              .parameter("frauds", 3, 1, 100)
              .parameter(DAYS, 30, 1, 90)
              .when(NetworkRules::terminalRisk),
          Rule.of(ReasonCode.BULK_SKU, NETWORK, 40)
              .parameter("units", 12, 2, 10_000)
              .parameter(DAYS, 2, 1, 30)
              .parameter("salesDays", 30, 1, 90)
              .parameter("percentOfSales", 100, 1, 1000)
              .parameter("withoutReceiptPercentOfSales", 25, 1, 1000)
              .when(NetworkRules::bulkSku));

  private NetworkRules() {}

  private static void ring(Dossier d, RuleSettings s, Hits hits) {
    for (String card : mayShareCard(d) ? cards(d, s) : List.<String>of()) {
      EntryTimeline uses = d.view().ofToken(card);
      int frauds = d.view().count(uses, s.days(DAYS), d.view()::isConfirmedFraud);
      if (frauds < Math.min(s.of("frauds"), s.of("pairFrauds"))) {
        continue;
      }
      TreeSet<String> accounts = new TreeSet<>();
      for (int i = uses.firstAfter(d.now() - s.days(DAYS)); i < uses.size(); i++) {
        HistoryEntry use = uses.get(i);
        if (d.view().sees(use) && d.view().isWithin(use, s.days(DAYS))) {
          note(accounts, use.transaction().customerId());
        }
      }
      boolean isHere =
          card.equals(d.tenders().refundToken()) || card.equals(d.tenders().saleToken());
      if (card.equals(d.tenders().refundToken())) {
        note(accounts, d.refund().customerId());
      }
      ring(s, hits, accounts.size(), frauds, isHere, "one card");
    }
    ringAroundAccount(d, s, hits);
  }

  /** Others bring back what one account bought; its owner is their victim as likely as not. */
  private static void ringAroundAccount(Dossier d, RuleSettings s, Hits hits) {
    if (!d.knowsPurchase()
        || d.sale().customerId() == null
        || d.refund().customerId() == null
        || d.isUnderPurchasersAccount()) {
      return;
    }
    String account = d.sale().customerId();
    TreeSet<String> others = new TreeSet<>();
    others.add(d.refund().customerId());
    int frauds = 0;
    EntryTimeline returns = d.view().accountOf(d.saleFact()).returns();
    for (int i = returns.firstAfter(d.now() - s.days(DAYS)); i < returns.size(); i++) {
      HistoryEntry entry = returns.get(i);
      String other = entry.refund().customerId();
      if (other != null && !other.equals(account) && d.view().sees(entry)) {
        others.add(other);
        frauds += d.view().isConfirmedFraud(entry) ? 1 : 0;
      }
    }
    ring(s, hits, 1 + others.size(), frauds, true, "one account");
  }

  private static void note(TreeSet<String> accounts, @Nullable String account) {
    if (account != null) {
      accounts.add(account);
    }
  }

  private static void ring(
      RuleSettings s, Hits hits, int accounts, int frauds, boolean isHere, String shared) {
    boolean isRing = accounts >= s.of("accounts") && frauds >= s.of("frauds");
    boolean isPair = isHere && accounts >= s.of("pair") && frauds >= s.of("pairFrauds");
    if (isRing || isPair) {
      hits.add(
          isRing ? s.points() : s.pointsOf("pairPoints"),
          new Evidence("accounts", Integer.toString(accounts), "share " + shared),
          new Evidence("count", Integer.toString(frauds), "confirmed frauds"));
    }
  }

  /** Whether there may be a fraud with one of {@link #cards}; most people's cards have none. */
  private static boolean mayShareCard(Dossier d) {
    return d.card().isSuspect()
        || d.account().isSuspect()
        || (d.knowsPurchase() && d.view().cardOf(d.saleFact()).isSuspect());
  }

  /** The cards of this return and those that its customer used before. */
  private static TreeSet<String> cards(Dossier d, RuleSettings s) {
    TreeSet<String> cards = new TreeSet<>();
    if (d.tenders().refundToken() != null) {
      cards.add(d.tenders().refundToken());
    }
    if (d.tenders().saleToken() != null) {
      cards.add(d.tenders().saleToken());
    }
    EntryTimeline own = d.account();
    int oldest = own.firstAfter(d.now() - s.days(DAYS));
    for (int i = own.size() - 1; i >= oldest && cards.size() < MOST_CARDS; i--) {
      HistoryEntry entry = own.get(i);
      String token = PersonIndex.token(entry.transaction());
      if (token != null && d.view().sees(entry) && d.view().isWithin(entry, s.days(DAYS))) {
        cards.add(token);
      }
    }
    return cards;
  }

  private static void priorFraud(Dossier d, RuleSettings s, Hits hits) {
    int frauds = d.person().frauds(s.days(DAYS));
    if (frauds > 0) {
      hits.add(
          frauds > 1 ? s.pointsOf("severalPoints") : s.points(),
          new Evidence("count", Integer.toString(frauds), "confirmed frauds"));
    }
  }

  private static void storeHopping(Dossier d, RuleSettings s, Hits hits) {
    int stores = d.person().stores(s.days(DAYS));
    if (stores >= s.of("stores")) {
      hits.add(
          stores >= s.of("manyStores") ? s.pointsOf("manyPoints") : s.points(),
          new Evidence("count", Integer.toString(stores), "stores"));
    }
  }

  private static void terminalRisk(Dossier d, RuleSettings s, Hits hits) {
    String lane = d.transaction().laneId();
    if (lane == null) {
      return;
    }
    long window = s.days(DAYS);
    EntryTimeline known = d.view().fraudsOfLane(d.transaction().storeId(), lane);
    int frauds =
        Visits.ofAnybody(
            known,
            known.firstAfter(d.now() - window),
            f -> d.view().isWithin(f, window) && d.view().sees(f) && d.view().isConfirmedFraud(f));
    if (frauds >= s.of("frauds")) {
      long returns = d.view().figures(d.transaction().storeId()).ofLane(lane, d.now(), window);
      // twice the share of frauds, shrunk by ten imagined honest returns
      long points = Math.min(s.points(), 200L * frauds / (returns + 10));
      hits.add((int) points, new Evidence("lane", lane, frauds + " frauds confirmed"));
    }
  }

  private static void bulkSku(Dossier d, RuleSettings s, Hits hits) {
    StoreFigures store = d.view().figures(d.transaction().storeId());
    for (LineItem line : d.refund().lines()) {
      if (d.isRecalled(line)) {
        // it is meant to come back in heaps
        continue;
      }
      long sold = store.unitsSold(line.sku(), d.now(), s.days("salesDays"));
      long units = line.quantity() + store.unitsBack(line.sku(), d.now(), s.days(DAYS));
      if (isBulk(units, sold, s, "percentOfSales")) {
        hits.add(s.points(), bulk(line, units, sold));
      } else if (d.refund().receiptNumber() == null) {
        units = line.quantity() + store.unitsBackWithoutReceipt(line.sku(), d.now(), s.days(DAYS));
        if (isBulk(units, sold, s, "withoutReceiptPercentOfSales")) {
          hits.add(s.points(), bulk(line, units, sold));
        }
      }
    }
  }

  /** Many, and more than such a share of what the store itself sold of it. */
  private static boolean isBulk(long units, long sold, RuleSettings s, String percent) {
    return units >= s.of("units") && units * 100 > sold * s.of(percent);
  }

  private static Evidence bulk(LineItem line, long units, long sold) {
    return new Evidence("sku", line.sku(), units + " units back, " + sold + " sold here lately");
  }
}
