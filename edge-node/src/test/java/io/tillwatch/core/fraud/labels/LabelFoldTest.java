package io.tillwatch.core.fraud.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Tender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known by when of returns, told in facts. */
class LabelFoldTest {
  private static final Instant MADE = Instant.parse("2026-03-01T10:00:00Z");
  private static final FeatureRow FEATURES = new FeatureRow("set", "1,2,3");
  private static final String RECEIPT = "A-17";

  private final LabelFold fold = new LabelFold(1_000);

  private static Instant after(long days) {
    return MADE.plus(Duration.ofDays(days));
  }

  private static PostedReturn posted(String id, Decision decision, Reason... reasons) {
    return posted(id, "C-" + id, null, decision, reasons);
  }

  private static PostedReturn posted(
      String id,
      @Nullable String account,
      @Nullable String card,
      Decision decision,
      Reason... reasons) {
    Return refund =
        Return.builder()
            .id(id)
            .at(MADE)
            .storeId("store-a")
            .receiptNumber(RECEIPT)
            .laneId("A-01")
            .customerId(account)
            .refundTender(new Tender(Tender.Type.CARD, card, null))
            .currency("USD")
            .lines(List.of(new LineItem("SHIRT_001", 1, 2999, null, null)))
            .build();
    Posted.Status status =
        switch (decision) {
          case APPROVE -> Posted.Status.COMPLETED;
          case REVIEW -> Posted.Status.HELD;
          case BLOCK -> Posted.Status.BLOCKED;
        };
    int score = decision == Decision.APPROVE ? 10 : decision == Decision.REVIEW ? 70 : 95;
    Assessment assessment =
        new Assessment(score, decision, "rules", List.of(reasons), List.of(), null);
    PostedReturn.Payback payback =
        new PostedReturn.Payback(List.of(), 2999, "store-a", null, false, false);
    return new PostedReturn(refund, assessment, status, null, 1, payback).with(FEATURES);
  }

  private void made(String id, Decision decision, Reason... reasons) {
    fold.learn(posted(id, decision, reasons), MADE);
  }

  private static Resolution verdict(String of, Resolution.Outcome outcome, Instant at) {
    return new Resolution("res_" + of + at, at, "store-b", of, outcome, null, "key_1");
  }

  private void resolved(String of, Resolution.Outcome outcome, Instant at) {
    fold.learn(verdict(of, outcome, at), at);
  }

  private void decided(String of, boolean approve, Instant at) {
    fold.learn(new HeldDecision("d_" + of, at, "store-a", of, approve, null, "key_1"), at);
  }

  private static DoubleRefundFinding finding(long overMinor, String... returns) {
    return DoubleRefundFinding.builder()
        .id("f")
        .at(MADE)
        .storeId("store-a")
        .kind(DoubleRefundFinding.Kind.DOUBLE_REFUND)
        .receipt(RECEIPT)
        .returns(List.of(returns))
        .overUnits(overMinor == 0 ? 0 : 1)
        .overMinor(overMinor)
        .build();
  }

  private @Nullable Label at(long days) {
    List<LabelledReturn> labelled = fold.knownAt(after(days));
    return labelled.isEmpty() ? null : labelled.get(0).label();
  }

  @Test
  void aPaidReturnCountsAsHonestAfterFortyFiveDaysWithoutAWordAgainstIt() {
    made("e1", Decision.APPROVE);

    assertThat(at(44)).isNull();
    assertThat(at(45)).isEqualTo(new Label(false, LabelSource.MATURITY, after(45)));
  }

  /** Most of what somebody who cheats does is never found out. */
  @Test
  void silenceSaysNothingOfReturnsUnderTheAccountOrCardOfAKnownFraud() {
    fold.learn(posted("e1", "C-1", "tok-1", Decision.APPROVE), MADE);
    fold.learn(posted("byAccount", "C-1", null, Decision.APPROVE), MADE);
    fold.learn(posted("byCard", null, "tok-1", Decision.APPROVE), MADE);
    fold.learn(posted("nobody", null, null, Decision.APPROVE), MADE);
    fold.learn(posted("other", "tok-1", "C-1", Decision.APPROVE), MADE);
    resolved("e1", Resolution.Outcome.FRAUD, after(60));

    assertThat(fold.knownAt(after(59))).hasSize(5);
    assertThat(fold.knownAt(after(60)))
        .extracting(LabelledReturn::id)
        .containsExactly("e1", "nobody", "other");

    resolved("byCard", Resolution.Outcome.LEGITIMATE, after(61));
    assertThat(fold.knownAt(after(61)))
        .extracting(LabelledReturn::id)
        .containsExactly("e1", "byCard", "nobody", "other");
  }

  @Test
  void whoseFraudIsKnownHasTheirOtherPaidReturnsLookedAt() {
    fold.learn(posted("e1", "C-1", "tok-1", Decision.APPROVE), MADE);
    fold.learn(posted("byAccount", "C-1", null, Decision.APPROVE), MADE);
    fold.learn(posted("byCard", null, "tok-1", Decision.APPROVE), MADE);
    fold.learn(posted("refused", "C-1", "tok-1", Decision.BLOCK), MADE);
    fold.learn(posted("other", "C-2", "tok-2", Decision.APPROVE), MADE);
    PostedReturn drawn = posted("drawn", "C-1", null, Decision.APPROVE);
    fold.learn(drawn.with(FEATURES.sampledOf(20)), MADE);
    resolved("e1", Resolution.Outcome.FRAUD, after(10));

    assertThat(fold.related(after(9), 5)).isEmpty();
    assertThat(fold.related(after(10), 5)).containsExactly("byAccount", "byCard");
    assertThat(fold.related(after(10), 1)).containsExactly("byAccount");

    resolved("byAccount", Resolution.Outcome.INCONCLUSIVE, after(11));
    assertThat(fold.related(after(11), 5)).containsExactly("byCard");
    assertThat(fold.related(after(365), 5)).containsExactly("byCard");
    assertThat(fold.related(after(366), 5)).isEmpty();
  }

  @Test
  void aVerdictCountsFromWhenItWasGivenAndNotFromWhenTheReturnWasMade() {
    made("e1", Decision.BLOCK);
    resolved("e1", Resolution.Outcome.FRAUD, after(9));

    assertThat(at(8)).isNull();
    assertThat(at(9)).isEqualTo(new Label(true, LabelSource.RESOLUTION, after(9)));
  }

  @Test
  void aVerdictOutweighsWhatElseIsSaidAndTheFirstVerdictStands() {
    made("e1", Decision.APPROVE);
    fold.learn(finding(2999, "e0", "e1"), after(1));
    fold.learn(new Dispute("d1", after(2), "store-a", RECEIPT), after(2));
    resolved("e1", Resolution.Outcome.FRAUD, after(5));
    resolved("e1", Resolution.Outcome.LEGITIMATE, after(3));

    assertThat(at(1)).isEqualTo(new Label(true, LabelSource.FINDING, after(1)));
    assertThat(at(90)).isEqualTo(new Label(false, LabelSource.RESOLUTION, after(3)));
  }

  @Test
  void anInconclusiveVerdictLeavesAReturnWithoutLabelForGood() {
    made("e1", Decision.APPROVE);
    resolved("e1", Resolution.Outcome.INCONCLUSIVE, after(3));

    assertThat(at(400)).isNull();
  }

  @Test
  void nobodyKnowsWhatABlockedDeclinedOrWaitingReturnWas() {
    made("blocked", Decision.BLOCK);
    made("waiting", Decision.REVIEW);
    made("declined", Decision.REVIEW);
    decided("declined", false, after(1));

    assertThat(fold.knownAt(after(400))).isEmpty();
    assertThat(fold.size()).isEqualTo(3);
  }

  @Test
  void anApprovedHeldReturnMaturesFromItsApproval() {
    made("e1", Decision.REVIEW);
    decided("e1", true, after(10));

    assertThat(at(54)).isNull();
    assertThat(at(55)).isEqualTo(new Label(false, LabelSource.MATURITY, after(55)));
  }

  @Test
  void aPaymentChargedBackAfterItsRefundIsAFraudAndBeforeItNone() {
    made("e1", Decision.APPROVE);
    fold.learn(new Dispute("d1", after(60), "store-a", RECEIPT), after(60));

    assertThat(at(59)).isEqualTo(new Label(false, LabelSource.MATURITY, after(45)));
    assertThat(at(60)).isEqualTo(new Label(true, LabelSource.DISPUTE, after(60)));

    fold.learn(new Dispute("d0", after(-1), "store-a", RECEIPT), after(-1));
    assertThat(at(60)).isNull();
  }

  @Test
  void onlyTheLastReturnOfAFindingIsItsFraudAndAFindingOfNothingIsNone() {
    made("e0", Decision.APPROVE);
    made("e1", Decision.APPROVE);
    fold.learn(finding(2999, "e0", "e1"), after(2));
    made("e2", Decision.APPROVE);
    fold.learn(finding(0, "e1", "e2"), after(2));

    assertThat(fold.knownAt(after(2))).extracting(LabelledReturn::id).containsExactly("e1");
  }

  @Test
  void whatALedgerFactDecidedIsNotLearntFromHoweverItEnded() {
    Reason fact = new Reason(ReasonCode.ALREADY_REFUNDED.name(), 95, "", List.of());
    Reason doubt = new Reason(ReasonCode.RECEIPT_UNKNOWN.name(), 40, "", List.of());
    made("byFact", Decision.BLOCK, fact);
    made("byDoubt", Decision.REVIEW, doubt);
    resolved("byFact", Resolution.Outcome.FRAUD, after(1));
    resolved("byDoubt", Resolution.Outcome.FRAUD, after(1));

    assertThat(fold.knownAt(after(2))).extracting(LabelledReturn::id).containsExactly("byDoubt");
  }

  @Test
  void aReturnOfAnOlderNodeHasNoFeaturesAndIsLeftOut() {
    fold.learn(posted("e1", Decision.APPROVE).with(null), MADE);

    assertThat(fold.size()).isZero();
  }

  @Test
  void theOrderInWhichFactsComeChangesNothing() {
    List<Record> facts = new ArrayList<>();
    for (String id : List.of("e1", "e2", "e3")) {
      facts.add(posted(id, Decision.APPROVE));
    }
    facts.add(verdict("e1", Resolution.Outcome.FRAUD, after(5)));
    facts.add(verdict("e1", Resolution.Outcome.LEGITIMATE, after(4)));
    facts.add(finding(2999, "e1", "e2"));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(facts, new Random(seed));
      LabelFold shuffled = new LabelFold(10);
      facts.forEach(fact -> shuffled.learn(fact, told(fact)));

      assertThat(shuffled.knownAt(after(50)))
          .extracting(each -> each.id() + " " + each.label().fraud())
          .containsExactlyInAnyOrder("e1 false", "e2 true", "e3 false");
    }
  }

  private static Instant told(Record fact) {
    return fact instanceof Resolution resolution ? resolution.at() : after(1);
  }

  @Test
  void keepsAsManyAsThereIsRoomForAndCountsTheOthers() {
    LabelFold small = new LabelFold(2);
    for (int i = 0; i < 5; i++) {
      small.learn(posted("e" + i, Decision.APPROVE), MADE);
    }

    assertThat(small.size()).isEqualTo(2);
    assertThat(small.dropped()).isEqualTo(3);
    assertThat(small.knownAt(after(45))).extracting(LabelledReturn::id).containsExactly("e3", "e4");
  }
}
