package io.tillwatch.tools.bench;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.List;

/** The sale of one shirt, as checkout would hand it to the ledger. */
public record SampleSale(StoreId store) {
  private static final Assessment APPROVED =
      new Assessment(0, Decision.APPROVE, "bench", List.of(), List.of(), null);

  /**
   * The fact of such a sale.
   *
   * @param id of the sale; its receipt and customer are named after it
   */
  public Draft draft(String id, Instant now) {
    String receipt = "R-" + id;
    String customer = "CU-" + id;
    Sale sale =
        Sale.builder()
            .id(id)
            .at(now)
            .storeId(store.value())
            .receiptNumber(receipt)
            .laneId("A-01")
            .cashierId("C-17")
            .customerId(customer)
            .currency("USD")
            .lines(List.of(new LineItem("SHIRT_001", 1, 2999, null, null)))
            .tender(new Tender(Tender.Type.CARD, "tok_1", null))
            .build();
    PostedSale posted = new PostedSale(sale, APPROVED, Posted.Status.COMPLETED, null, 1);
    return Draft.of(FactKind.SALE, id, now, posted)
        .in(
            List.of(
                Indexes.TRANSACTIONS,
                Indexes.receipt(receipt),
                Indexes.customer(customer),
                Indexes.reference(posted.reference())))
        .moving(List.of(RightChange.give(store.value(), receipt, 0, 1)))
        .build();
  }
}
