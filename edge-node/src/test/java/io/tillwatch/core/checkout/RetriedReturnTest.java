package io.tillwatch.core.checkout;

import static io.tillwatch.edge.support.StoredFacts.refund;
import static io.tillwatch.edge.support.StoredFacts.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.edge.codec.RecordCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a return that says it repeats another does to that one. */
class RetriedReturnTest {
  private final PostedReturn held = granted(refund("r1", "store-b", Decision.REVIEW, 500, null));

  @Test
  void takesTheHeldOnesPlaceWhereItIsPaidOrHeldItself() {
    assertThat(statusWith(refund("r2", "store-b", Decision.APPROVE, 500, "r1")))
        .isEqualTo(Status.BLOCKED);
    assertThat(statusWith(refund("r2", "store-b", Decision.REVIEW, 500, "r1")))
        .isEqualTo(Status.BLOCKED);
  }

  @Test
  void leavesItHeldWhereItIsRefused() {
    assertThat(statusWith(refund("r2", "store-b", Decision.BLOCK, 500, "r1")))
        .isEqualTo(Status.HELD);
  }

  @Test
  void leavesItHeldWhereItWasMadeInAnotherStore() {
    assertThat(statusWith(refund("r2", "store-c", Decision.APPROVE, 500, "r1")))
        .isEqualTo(Status.HELD);
  }

  @Test
  void leavesWhatWasPaidPaid() {
    PostedReturn paid = refund("r1", "store-b", Decision.APPROVE, 500, null);

    TransactionView view =
        TransactionView.of(stored("r1", paid, refund("r2", "store-b", Decision.APPROVE, 500, "r1")))
            .orElseThrow();

    assertThat(view.status()).isEqualTo(Status.COMPLETED);
    assertThat(view.refundMinor()).isEqualTo(500);
  }

  @Test
  void oneThatGaveItsRightBackWithoutTakingItsPlaceLeavesItWithoutRight() {
    // as a store of the version before did where the second try was refused
    PostedReturn refused = refund("r2", "store-b", Decision.BLOCK, 500, "r1");
    StoredFact plain = stored("r1", held, refused);
    Op gives = giving(plain.about().get(0).op(), RightChange.give("store-a", "R-1", 0, 1));

    TransactionView view =
        TransactionView.of(
                new StoredFact(
                    plain.op(), held, List.of(new StoredFact(gives, refused, List.of()))))
            .orElseThrow();

    assertThat(view.status()).isEqualTo(Status.HELD);
    assertThat(((PostedReturn) view.posted()).hasRight()).isFalse();
    assertThat(view.taken()).isEqualTo(held.taken());
  }

  @Test
  void aDecisionOfTheVersionBeforeSaysNothingOfWhatWasTaken() {
    HeldDecision read =
        RecordCodec.fromJson(
            """
            {"id":"d","at":"2026-05-04T12:00:00Z","storeId":"store-b","of":"r1","approve":true,
             "note":"seen","by":"ann"}""",
            HeldDecision.class);

    assertThat(read.cover().taken()).isEmpty();
    assertThat(read.cover().grantId()).isNull();
    assertThat(read.cover().home()).isNull();
  }

  private Status statusWith(PostedReturn later) {
    return TransactionView.of(stored("r1", held, later)).orElseThrow().status();
  }

  private static Op giving(Op op, RightChange right) {
    return Op.builder()
        .id(op.id())
        .predecessor(op.predecessor())
        .previousHash(op.previousHash())
        .kind(op.kind())
        .factId(op.factId())
        .atMillis(op.atMillis())
        .hlc(op.hlc())
        .dependsOn(op.dependsOn())
        .indexes(op.indexes())
        .rights(List.of(right))
        .stampedMicros(op.stampedMicros())
        .body(op.body())
        .build();
  }

  private static PostedReturn granted(PostedReturn posted) {
    return new PostedReturn(
        posted.refund(),
        posted.assessment(),
        posted.status(),
        null,
        1,
        new PostedReturn.Payback(
            List.of(new LineQuantity(0, 1, 500)), 500, "store-a", "grant_r1", false, false));
  }
}
