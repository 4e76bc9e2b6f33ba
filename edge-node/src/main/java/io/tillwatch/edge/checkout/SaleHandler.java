package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.SaleRequest;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.IdGenerator;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sells: judge, then commit; a sale that stands gives its receipt the right to be refunded, line by
 * line.
 */
final class SaleHandler {
  private final Bus bus;
  private final IdGenerator ids;
  private final InstantSource time;
  private final Posting posting;

  SaleHandler(Bus bus, IdGenerator ids, InstantSource time, Posting posting) {
    this.bus = bus;
    this.ids = ids;
    this.time = time;
    this.posting = posting;
  }

  Future<Answer> sell(Submission.OfSale submission, @Nullable PhotoEvidence photo) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    Sale sale = sale(submission.sale(), photo, now);
    return bus.ask(Channels.ASSESS, new AssessRequest(sale, RightOutcome.NONE))
        .map(returnAssessment -> posted(sale, submission.sale().photoId(), returnAssessment))
        .compose(posted -> posting.commit(draft(posted), submission, List.of()));
  }

  private Sale sale(SaleRequest request, @Nullable PhotoEvidence photo, Instant now) {
    return Sale.builder()
        .id(ids.next("tx"))
        .at(now)
        .storeId(bus.self().value())
        .receiptNumber(ids.nextReceipt())
        .laneId(request.laneId())
        .cashierId(request.cashierId())
        .customerId(request.customerId())
        .currency(request.currency())
        .lines(request.lines())
        .tender(request.tender())
        .photo(photo)
        .giftReceipt(request.giftReceipt())
        .employeeId(request.employeeId())
        .build();
  }

  private static PostedSale posted(
      Sale sale, @Nullable String photoId, ReturnAssessment returnAssessment) {
    return new PostedSale(
        sale,
        returnAssessment.assessment(),
        Posting.status(returnAssessment.assessment().decision()),
        photoId,
        returnAssessment.scoredMicros());
  }

  private Draft draft(PostedSale posted) {
    Sale sale = posted.sale();
    return Draft.of(FactKind.SALE, sale.id(), sale.at(), posted)
        .in(Posting.indexes(posted))
        .moving(posted.status() == Status.COMPLETED ? rights(sale) : List.of())
        .build();
  }

  /** The rights that a sale which stands gives its receipt. */
  static List<RightChange> rights(Sale sale) {
    List<RightChange> rights = new ArrayList<>(sale.lines().size());
    for (int line = 0; line < sale.lines().size(); line++) {
      LineItem item = sale.lines().get(line);
      rights.add(RightChange.give(sale.storeId(), sale.receiptNumber(), line, item.quantity()));
    }
    return rights;
  }
}
