package io.tillwatch.edge.checkout;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.Dispute;
import io.tillwatch.edge.checkout.model.LineTake;
import io.tillwatch.edge.checkout.model.Posted.Status;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.checkout.model.PostedSale;
import io.tillwatch.edge.checkout.model.ReceiptQuery;
import io.tillwatch.edge.checkout.model.ReceiptView;
import io.tillwatch.edge.checkout.model.SaleVoid;
import io.tillwatch.edge.checkout.model.TransactionView;
import io.tillwatch.edge.ledger.model.Indexes;
import io.tillwatch.edge.ledger.model.PageQuery;
import io.tillwatch.edge.ledger.model.StoredFact;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks receipts up; looking moves no right. */
final class ReceiptDesk {
  private final Bus bus;
  private final InstantSource time;
  private final HeardStores heard;

  ReceiptDesk(Bus bus, InstantSource time, HeardStores heard) {
    this.bus = bus;
    this.time = time;
    this.heard = heard;
  }

  /** The receipt as this store knows it; its sale is null where it does not. */
  Future<ReceiptView> look(ReceiptQuery query) {
    return bus.ask(Channels.PAGE, PageQuery.all(Indexes.receipt(query.number())))
        .map(page -> fold(page.facts()));
  }

  private ReceiptView fold(List<StoredFact> facts) {
    PostedSale sale = null;
    boolean voided = false;
    boolean disputed = false;
    for (StoredFact stored : facts) {
      if (stored.fact() instanceof PostedSale posted && posted.status() != Status.BLOCKED) {
        sale = posted;
      }
      voided |= stored.fact() instanceof SaleVoid;
      disputed |= stored.fact() instanceof Dispute;
    }
    if (sale == null) {
      return new ReceiptView(null, List.of(), false, false, time.instant(), false);
    }
    String home = sale.sale().storeId();
    boolean atHome = home.equals(bus.self().value());
    return new ReceiptView(
        sale,
        voided ? none(sale) : left(sale, facts),
        voided,
        disputed,
        atHome ? time.instant() : heard.upTo(home),
        atHome || heard.isReachable(home));
  }

  private static List<Integer> left(PostedSale sale, List<StoredFact> facts) {
    int[] left = new int[sale.sale().lines().size()];
    Arrays.setAll(left, line -> sale.sale().lines().get(line).quantity());
    for (StoredFact stored : facts) {
      if (stored.fact() instanceof PostedReturn refund && takes(stored)) {
        for (LineTake take : refund.taken()) {
          left[take.line()] = Math.max(0, left[take.line()] - take.units());
        }
      }
    }
    List<Integer> units = new ArrayList<>(left.length);
    Arrays.stream(left).forEach(units::add);
    return units;
  }

  private static boolean takes(StoredFact refund) {
    return TransactionView.of(refund).map(view -> view.status() != Status.BLOCKED).orElse(false);
  }

  private static List<Integer> none(PostedSale sale) {
    return sale.sale().lines().stream().map(line -> 0).toList();
  }
}
