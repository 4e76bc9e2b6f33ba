package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.ReceiptView;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** Looks receipts up; looking moves no right. */
final class ReceiptHandler {
  private final Bus bus;
  private final InstantSource time;
  private final PeerWatermarks watermarks;
  private final Membership members;

  ReceiptHandler(Bus bus, InstantSource time, PeerWatermarks watermarks, Membership members) {
    this.members = members;
    this.bus = bus;
    this.time = time;
    this.watermarks = watermarks;
  }

  /** The receipt as this store knows it; its sale is null where it does not. */
  Future<ReceiptView> read(ReceiptQuery query) {
    return FactPages.all(bus, Channels.BROWSE, Indexes.receipt(query.number()), true)
        .map(facts -> view(ReceiptHistory.of(facts)));
  }

  private ReceiptView view(ReceiptHistory history) {
    if (history.sale() == null) {
      return new ReceiptView(null, List.of(), false, false, time.instant(), false);
    }
    String home = members.ownerOf(history.sale().sale().storeId());
    boolean atHome = home.equals(bus.self().value());
    return new ReceiptView(
        history.sale(),
        history.refundableUnits(),
        history.voided(),
        history.disputed(),
        atHome ? time.instant() : watermarks.upTo(home),
        atHome || watermarks.isReachable(home));
  }
}
