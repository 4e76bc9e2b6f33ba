package io.tillwatch.core.retail;

import static io.tillwatch.core.retail.Settlement.NONE;
import static io.tillwatch.core.retail.Settlement.PAID;
import static io.tillwatch.core.retail.Settlement.READY;
import static io.tillwatch.core.retail.Settlement.WAITING;
import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.StoredFacts.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.StoredFacts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the money of a transaction was paid back, by what is known of it. */
class SettlementTest {
  private static final Posted CASH = held(Tender.Type.CASH);
  private static final Payout PAYOUT =
      new Payout("payout_r1", NOON, "store-b", "r1", "store-a", "A-01", "C-1", "kiosk");

  static Stream<Arguments> table() {
    PostedReturn approved = StoredFacts.refund("r1", "store-b", Decision.APPROVE, 100, null);
    PostedReturn blocked = StoredFacts.refund("r1", "store-b", Decision.BLOCK, 100, null);
    PostedReturn again = StoredFacts.refund("r2", "store-b", Decision.APPROVE, 100, "r1");
    PostedSale sale = StoredFacts.sale("s1", "store-b", 100);
    return Stream.of(
        arguments("a sale", sale, List.of(), NONE),
        arguments("a return approved at once", approved, List.of(), PAID),
        arguments("a blocked return", blocked, List.of(), NONE),
        arguments("a held return", CASH, List.of(), WAITING),
        arguments("declined", CASH, List.of(decision(CASH, false)), NONE),
        arguments("made again with its remedy", CASH, List.of(again), NONE),
        arguments("cash, approved", CASH, List.of(decision(CASH, true)), READY),
        arguments("cash, paid out", CASH, List.of(decision(CASH, true), PAYOUT), PAID),
        arguments("paid out before the decision is known", CASH, List.of(PAYOUT), PAID),
        arguments("cash, approved by an older node", CASH, List.of(ofOlderNode()), PAID),
        arguments("card, approved", held(Tender.Type.CARD), approvedOf(Tender.Type.CARD), PAID),
        arguments(
            "gift card, approved",
            held(Tender.Type.GIFT_CARD),
            approvedOf(Tender.Type.GIFT_CARD),
            PAID),
        arguments(
            "store credit, approved",
            held(Tender.Type.STORE_CREDIT),
            approvedOf(Tender.Type.STORE_CREDIT),
            PAID));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void saysWhetherItIsPaid(String what, Posted posted, List<Record> about, Settlement expected) {
    TransactionView view =
        TransactionView.of(stored("r1", (Record) posted, about.toArray(Record[]::new)))
            .orElseThrow();

    assertThat(view.settlement()).isEqualTo(expected);
    assertThat(view.refundMinor() > 0).isEqualTo(expected == PAID || expected == READY);
  }

  @Test
  void nothingWaitsWhereTheApprovalPaysNothing() {
    HeldDecision nothing =
        CASH.decided(
            new HeldDecision(
                "d",
                NOON,
                "store-b",
                "r1",
                true,
                null,
                "ann",
                new HeldDecision.Cover(List.of(), null, "store-a", 0L)));

    TransactionView view = TransactionView.fresh(CASH).orDecided(nothing);

    assertThat(view.refundMinor()).isZero();
    assertThat(view.settlement()).isEqualTo(PAID);
  }

  @Test
  void aDecisionThatIsOnlyToldCountsAsThatOfTheStoreThatMadeIt() {
    TransactionView held = TransactionView.fresh(CASH);

    TransactionView approved = held.orDecided(decision(CASH, true));

    assertThat(held.settlement()).isEqualTo(WAITING);
    assertThat(approved.settlement()).isEqualTo(READY);
    assertThat(approved.orPaidOut(PAYOUT).settlement()).isEqualTo(PAID);
    assertThat(held.orPaidOut(PAYOUT).status()).isEqualTo(Posted.Status.COMPLETED);
  }

  private static List<Record> approvedOf(Tender.Type tender) {
    return List.of(decision(held(tender), true));
  }

  private static HeldDecision decision(Posted of, boolean approve) {
    return of.decided(new HeldDecision("d", NOON, "store-b", "r1", approve, null, "ann"));
  }

  /** As 15a32c4 writes it. */
  private static HeldDecision ofOlderNode() {
    return RecordCodec.fromJson(
        """
        {"id":"d","at":"2026-05-04T12:00:00Z","storeId":"store-b","of":"r1","approve":true,"by":"ann"}
        """,
        HeldDecision.class);
  }

  private static Posted held(Tender.Type tender) {
    PostedReturn posted = StoredFacts.refund("r1", "store-b", Decision.REVIEW, 100, null);
    String json = RecordCodec.toJson(posted).replace("\"CASH\"", "\"" + tender + "\"");
    return RecordCodec.fromJson(json, PostedReturn.class);
  }
}
