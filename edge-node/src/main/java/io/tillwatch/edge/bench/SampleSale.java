package io.tillwatch.edge.bench;

import io.tillwatch.edge.checkout.model.LineItem;
import io.tillwatch.edge.checkout.model.Posted;
import io.tillwatch.edge.checkout.model.PostedSale;
import io.tillwatch.edge.checkout.model.Sale;
import io.tillwatch.edge.checkout.model.Tender;
import io.tillwatch.edge.fraud.model.Assessment;
import io.tillwatch.edge.fraud.model.Decision;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.Indexes;
import io.tillwatch.edge.replication.model.RightChange;
import io.tillwatch.edge.replication.model.StoreId;
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
        new Sale(
            id,
            now,
            store.value(),
            receipt,
            "A-01",
            "C-17",
            customer,
            "USD",
            List.of(new LineItem("SHIRT_001", 1, 2999, null, null)),
            new Tender(Tender.Type.CARD, "tok_1", null),
            null,
            false,
            null);
    PostedSale posted = new PostedSale(sale, APPROVED, Posted.Status.COMPLETED, null, 1);
    return new Draft(
        FactKind.SALE,
        id,
        now,
        posted,
        List.of(),
        List.of(
            Indexes.TRANSACTIONS,
            Indexes.receipt(receipt),
            Indexes.customer(customer),
            Indexes.reference(posted.reference())),
        List.of(RightChange.give(store.value(), receipt, 0, 1)));
  }
}
