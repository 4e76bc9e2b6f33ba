package io.tillwatch.edge.support;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Facts as the ledger reads them back, made by hand. */
public final class StoredFacts {
  public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private StoredFacts() {}

  /** A fact with others about it. */
  public static StoredFact stored(String id, Record fact, Record... about) {
    return new StoredFact(
        op(id), fact, Stream.of(about).map(each -> stored(id + "-about", each)).toList());
  }

  public static PostedSale sale(String id, String storeId, long price) {
    Sale sale =
        Sale.builder()
            .id(id)
            .at(NOON)
            .storeId(storeId)
            .receiptNumber("R-" + id)
            .laneId("A-01")
            .customerId("C")
            .currency("USD")
            .lines(List.of(new LineItem("LAPTOP_001", 1, price, null, null)))
            .tender(new Tender(Tender.Type.CASH, null, null))
            .build();
    return new PostedSale(sale, assessment(Decision.APPROVE), Posted.Status.COMPLETED, null, 1);
  }

  /** A return of one laptop that asks for this much. */
  public static PostedReturn refund(
      String id, String storeId, Decision decision, long asked, String retryOf) {
    List<LineItem> lines = List.of(new LineItem("LAPTOP_001", 1, asked, null, null));
    Tender cash = new Tender(Tender.Type.CASH, null, null);
    return refund(wanted(id, storeId, lines, cash, retryOf), decision);
  }

  /** A return of these that is held, in store A. */
  public static PostedReturn refund(String id, List<LineItem> lines, Tender tender) {
    return refund(wanted(id, "store-a", lines, tender, null), Decision.REVIEW);
  }

  private static Return wanted(
      String id, String storeId, List<LineItem> lines, Tender tender, String retryOf) {
    return Return.builder()
        .id(id)
        .at(NOON)
        .storeId(storeId)
        .receiptNumber("R-1")
        .laneId("B-01")
        .customerId("C")
        .currency("USD")
        .lines(lines)
        .refundTender(tender)
        .retryOf(retryOf)
        .build();
  }

  private static PostedReturn refund(Return refund, Decision decision) {
    Posted.Status status =
        switch (decision) {
          case APPROVE -> Posted.Status.COMPLETED;
          case REVIEW -> Posted.Status.HELD;
          case BLOCK -> Posted.Status.BLOCKED;
        };
    long pays = decision == Decision.BLOCK ? 0 : refund.totalMinor();
    return new PostedReturn(
        refund,
        assessment(decision),
        status,
        null,
        1,
        new PostedReturn.Payback(List.of(), pays, "store-a", null, false, false));
  }

  private static Assessment assessment(Decision decision) {
    int score = decision == Decision.APPROVE ? 3 : decision == Decision.REVIEW ? 70 : 95;
    List<Reason> reasons =
        score < 60 ? List.of() : List.of(new Reason("ALREADY_REFUNDED", score, "x", List.of()));
    return new Assessment(score, decision, "v1", reasons, List.of(), null);
  }

  private static Op op(String id) {
    Position position = new Position(1, 1);
    OpId opId = new OpId(new StoreId("store-a"), position);
    return Op.builder()
        .id(opId)
        .predecessor(Position.START)
        .previousHash("")
        .kind("RETURN")
        .factId(id)
        .body("{}")
        .build();
  }
}
