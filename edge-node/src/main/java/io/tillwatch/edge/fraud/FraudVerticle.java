package io.tillwatch.edge.fraud;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.*;
import io.tillwatch.edge.fraud.model.*;
import io.tillwatch.edge.ledger.model.*;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.*;

/**
 * Judges by the ledger alone until the scorer takes its place: a receipt must be known and not
 * refunded.
 */
public final class FraudVerticle extends VerticleBase {
  private final Bus bus;

  public FraudVerticle(Bus bus) {
    this.bus = bus;
  }

  @Override
  public Future<?> start() {
    return bus.answer(Channels.ASSESS, this::assess);
  }

  private Future<Judgement> assess(AssessQuestion q) {
    Assessment ok = new Assessment(0, Decision.APPROVE, "ledger-only", List.of(), List.of(), null);
    Assessment no =
        new Assessment(
            95,
            Decision.BLOCK,
            "ledger-only",
            List.of(new Reason("ALREADY_REFUNDED", 95, "x", List.of())),
            List.of(),
            null);
    if (!(q.transaction() instanceof Return r)) {
      return Future.succeededFuture(new Judgement(ok, List.of(), 0, null, 1));
    }
    if (q.word() == LedgerWord.RIGHT_TAKEN) {
      return Future.succeededFuture(new Judgement(no, List.of(), 0, null, 1));
    }
    return bus.ask(Channels.PAGE, PageQuery.all(Indexes.receipt(r.receiptNumber())))
        .map(
            page -> {
              ReceiptHistory h = ReceiptHistory.of(page.facts());
              if (h.sale() == null) return new Judgement(no, List.of(), 0, null, 1);
              List<LineTake> takes = new ArrayList<>();
              for (LineItem item : r.lines())
                takes.add(new LineTake(0, item.quantity(), item.totalMinor()));
              return new Judgement(ok, takes, r.totalMinor(), h.sale().sale().storeId(), 1);
            });
  }
}
