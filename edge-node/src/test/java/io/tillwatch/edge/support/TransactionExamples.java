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
        Sale.builder()
            .id("tx_1")
            .at(AT)
            .storeId("store-a")
            .receiptNumber("A-2026-000017")
            .laneId("A-01")
            .cashierId("C-7")
            .customerId("C-1")
            .currency("USD")
            .lines(
                List.of(
                    new LineItem("LAPTOP_001", 1, 129_999, "SN-0001", null),
                    new LineItem("CABLE_002", 3, 1999, null, null)))
            .tender(GIFT_CARD)
            .photo(PHOTO)
            .giftReceipt(true)
            .employeeId("E-9")
            .build();
    Assessment approved =
        new Assessment(7, Decision.APPROVE, "a1b2c3d4", List.of(), List.of(), null);
    return new PostedSale(sale, approved, Posted.Status.COMPLETED, "ph_1", 412, "7KQ2M9XA");
  }

  /** An anonymous sale of cash; as an older node wrote it but for the reference. */
  public static PostedSale minimalSale() {
    Sale sale =
        Sale.builder()
            .id("tx_1")
            .at(AT)
            .storeId("store-a")
            .receiptNumber("A-2026-000017")
            .laneId("A-01")
            .currency("USD")
            .lines(BARE_LINES)
            .tender(CASH)
            .build();
    return new PostedSale(sale, bare(), Posted.Status.COMPLETED, null, 0);
  }

  public static PostedReturn refund() {
    Return refund =
        Return.builder()
            .id("tx_2")
            .at(AT)
            .storeId("store-b")
            .receiptNumber("A-2026-000017")
            .laneId("B-02")
            .cashierId("C-8")
            .customerId("C-1")
            .currency("USD")
            .lines(
                List.of(new LineItem("CABLE_002", 2, 1999, "SN-0002", LineItem.Condition.OPENED)))
            .refundTender(new Tender(Tender.Type.CARD, "tok_2", null))
            .photo(PHOTO)
            .reason("DEFECTIVE")
            .giftReceiptPresented(true)
            .exchange(true)
            .supervisorId("S-3")
            .reprint(true)
            .entry(Return.Entry.KEYED)
            .originalCardPresent(true)
            .customerPresent(true)
            .retryOf("tx_0")
            .build();
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
        back.refund().toBuilder().photo(PHOTO.differingFromSale(37)).build(),
        back.assessment(),
        back.status(),
        back.photoId(),
        back.scoredMicros(),
        back.payback(),
        back.reference(),
        null);
  }

  /** A return that would have been refused, and was chosen by chance to be held. */
  public static PostedReturn refundHeldByChance() {
    return refund().with(new FeatureRow("0a1b2c3d4e5f", "3998,2,1").heldOf(50));
  }

  /** A return that was paid, and was chosen by chance to be reviewed. */
  public static PostedReturn refundReviewedByChance() {
    PostedReturn back = refund();
    return new PostedReturn(
        back.refund(),
        back.assessment(),
        Posted.Status.COMPLETED,
        back.photoId(),
        back.scoredMicros(),
        back.payback(),
        back.reference(),
        new FeatureRow("0a1b2c3d4e5f", "3998,2,1").sampledOf(20));
  }

  /** A return without a receipt, blocked. */
  public static PostedReturn minimalRefund() {
    Return refund =
        Return.builder()
            .id("tx_2")
            .at(AT)
            .storeId("store-b")
            .laneId("B-02")
            .currency("USD")
            .lines(BARE_LINES)
            .refundTender(CASH)
            .photo(BARE_PHOTO)
            .build();
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
            Remedy.PRESENT_ORIGINAL_CARD)
        .with(
            List.of(new Contribution(EvidenceGroup.LEDGER, 720_000)),
            List.of("GIFT_RECEIPT"),
            // one store: where there are more, their order differs from run to run
            Map.of("store-c", Instant.parse("2026-05-04T14:15:15Z")));
  }

  private static Assessment bare() {
    return new Assessment(0, Decision.APPROVE, "a1b2c3d4", List.of(), List.of(), null);
  }
}
