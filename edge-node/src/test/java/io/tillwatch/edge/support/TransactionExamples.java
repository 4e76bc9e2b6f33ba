package io.tillwatch.edge.support;

import static io.tillwatch.edge.support.ExampleValues.AT;
import static io.tillwatch.edge.support.ExampleValues.SHA256;
import static io.tillwatch.edge.support.ExampleValues.TAKES;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Contribution;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sales and returns as they are committed, with every field set, and with as few as may be. */
public final class TransactionExamples {
  private static final PhotoEvidence PHOTO =
      new PhotoEvidence(SHA256, "0f1e2d3c4b5a6978", true, 91, 0.97, 0.41, true, "LATE");
  private static final PhotoEvidence BARE_PHOTO =
      new PhotoEvidence(SHA256, null, false, null, null, null);
  private static final Tender GIFT_CARD =
      new Tender(Tender.Type.GIFT_CARD, "tok_1", Instant.parse("2026-05-01T09:00:00Z"));
  private static final Tender CASH = new Tender(Tender.Type.CASH, null, null);
  private static final List<LineItem> BARE_LINES =
      List.of(new LineItem("LAPTOP_001", 1, 0, null, null));

  private TransactionExamples() {}

  public static PostedSale sale() {
    Sale sale =
        new Sale(
            "tx_1",
            AT,
            "store-a",
            "A-2026-000017",
            "A-01",
            "C-7",
            "C-1",
            "USD",
            List.of(
                new LineItem("LAPTOP_001", 1, 129_999, "SN-0001", null),
                new LineItem("CABLE_002", 3, 1999, null, null)),
            GIFT_CARD,
            PHOTO,
            true,
            "E-9");
    Assessment approved =
        new Assessment(7, Decision.APPROVE, "a1b2c3d4", List.of(), List.of(), null);
    return new PostedSale(sale, approved, Posted.Status.COMPLETED, "ph_1", 412, "7KQ2M9XA");
  }

  /** An anonymous sale of cash; as an older node wrote it but for the reference. */
  public static PostedSale minimalSale() {
    Sale sale =
        new Sale(
            "tx_1",
            AT,
            "store-a",
            "A-2026-000017",
            "A-01",
            null,
            null,
            "USD",
            BARE_LINES,
            CASH,
            null,
            false,
            null);
    return new PostedSale(sale, bare(), Posted.Status.COMPLETED, null, 0);
  }

  public static PostedReturn refund() {
    Return refund =
        new Return(
            "tx_2",
            AT,
            "store-b",
            "A-2026-000017",
            "B-02",
            "C-8",
            "C-1",
            "USD",
            List.of(new LineItem("CABLE_002", 2, 1999, "SN-0002", LineItem.Condition.OPENED)),
            new Tender(Tender.Type.CARD, "tok_2", null),
            PHOTO,
            "DEFECTIVE",
            true,
            true,
            "S-3",
            true,
            Return.Entry.KEYED,
            true,
            true,
            "tx_0");
    return new PostedReturn(
        refund,
        assessment(),
        Posted.Status.HELD,
        "ph_2",
        913,
        new PostedReturn.Payback(TAKES, 3998, "store-a", "grant_tx_2", true, true),
        "5H3N8RTZ",
        null);
  }

  /** A return that was made by a node that keeps what was known before it was decided. */
  public static PostedReturn refundWithFeatures() {
    return refund().with(new FeatureRow("0a1b2c3d4e5f", "3998,2,1,,0.25,-0.5,1.0E-4,"));
  }

  /** A return by a node that holds its picture against that of the purchase. */
  public static PostedReturn refundWithPicture() {
    PostedReturn back = refund();
    return new PostedReturn(
        back.refund().withPhoto(PHOTO.differingFromSale(37)),
        back.assessment(),
        back.status(),
        back.photoId(),
        back.scoredMicros(),
        back.payback(),
        back.reference(),
        null);
  }

  /** A return without a receipt, blocked. */
  public static PostedReturn minimalRefund() {
    Return refund =
        new Return(
            "tx_2",
            AT,
            "store-b",
            null,
            "B-02",
            null,
            null,
            "USD",
            BARE_LINES,
            CASH,
            BARE_PHOTO,
            null,
            false,
            false,
            null,
            false,
            null,
            null,
            null,
            null);
    return new PostedReturn(
        refund,
        bare(),
        Posted.Status.BLOCKED,
        null,
        0,
        new PostedReturn.Payback(List.of(), 0, null, null, false, false));
  }

  private static Assessment assessment() {
    Evidence line = new Evidence("receiptLine", "A-2026-000017#1", "2 of 3 units are paid back");
    Reason refunded = new Reason("ALREADY_REFUNDED", 72, "Was paid back before", List.of(line));
    Reason shadow = new Reason("RETURN_VELOCITY", 20, "Many returns", List.of());
    return new Assessment(
        72,
        Decision.REVIEW,
        "a1b2c3d4",
        List.of(refunded),
        List.of(shadow),
        Remedy.PRESENT_ORIGINAL_CARD,
        List.of(new Contribution(EvidenceGroup.LEDGER, 720_000)),
        List.of("GIFT_RECEIPT"),
        // one store: where there are more, their order differs from run to run
        Map.of("store-c", Instant.parse("2026-05-04T14:15:15Z")));
  }

  private static Assessment bare() {
    return new Assessment(0, Decision.APPROVE, "a1b2c3d4", List.of(), List.of(), null);
  }
}
