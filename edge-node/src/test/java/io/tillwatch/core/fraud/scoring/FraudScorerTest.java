package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.CASH;
import static io.tillwatch.core.fraud.scoring.Shop.CREDIT;
import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.card;
import static io.tillwatch.core.fraud.scoring.Shop.judge;
import static io.tillwatch.core.fraud.scoring.Shop.line;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.history.ReceivedAt;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.RuleCatalogue;
import io.tillwatch.core.fraud.rules.RuleSettings;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.Tender;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FraudScorerTest {
  private final FraudHistory history = Shop.history(Shop.CONTEXT);

  @BeforeEach
  void annBoughtAShirt() {
    history.learn(sale("r1").done(), Decision.APPROVE);
  }

  private static Instant day(double days) {
    return NOON.plus(Duration.ofMinutes((long) (days * 1440)));
  }

  private void resolve(String of, Resolution.Outcome outcome) {
    Instant at = day(6);
    history.learn(
        new Resolution("res-" + of, at, "A", of, outcome, null, null), Visibility.AT_ONCE);
  }

  private void decidedByAReviewer(boolean paid) {
    long at = day(1).toEpochMilli();
    history.learn(
        new HeldDecision("d1", day(1), "A", "e1", paid, null, "r"),
        new ReceivedAt(at, HybridClock.stamp(at)));
  }

  @Test
  void approvesThePurchaserWithoutAnyReason() {
    Assessment assessment = judge(history, refund("e1", "r1").face(0.8).done());

    assertThat(assessment.score()).isZero();
    assertThat(assessment.reasons()).isEmpty();
    assertThat(assessment.remedy()).isNull();
  }

  @Test
  void declinesSecondRefundOfTheSameReceipt() {
    history.learn(refund("e1", "r1").face(0.8).done(), Decision.APPROVE);

    Assessment assessment = judge(history, refund("e2", "r1").in("B").face(0.8).done());

    assertThat(assessment.score()).isEqualTo(95);
    assertThat(assessment.names(ReasonCode.ALREADY_REFUNDED)).isTrue();
    assertThat(assessment.remedy()).isNull();
  }

  @Test
  void declinesSecondRefundWhenTheNumberIsTypedInAnotherWay() {
    history.learn(sale("A-0001").done(), Decision.APPROVE);
    history.learn(refund("e1", "A-0001").face(0.8).done(), Decision.APPROVE);

    assertThat(judge(history, refund("e2", " a–0001").face(0.8).done()).decision())
        .isEqualTo(Decision.BLOCK);
  }

  @Test
  void aBlockedReturnTakesNothing() {
    history.learn(refund("e1", "r1").done(), Decision.BLOCK);

    assertThat(judge(history, refund("e2", "r1").face(0.8).done()).decision())
        .isEqualTo(Decision.APPROVE);
  }

  @Test
  void aHeldReturnReservesItsRightUntilItIsSettled() {
    history.learn(refund("e1", "r1").done(), Decision.REVIEW);
    Return second = refund("e2", "r1").at(day(6)).in("B").face(0.8).done();

    assertThat(judge(history, second).names(ReasonCode.CONCURRENT_CLAIM)).isTrue();
    decidedByAReviewer(false);
    assertThat(judge(history, second).decision()).isEqualTo(Decision.APPROVE);
  }

  @Test
  void aReturnThatIsTriedAgainMeetsNoClaimOfItsOwn() {
    history.learn(refund("e1", "r1").photo(null).done(), Decision.REVIEW);

    Assessment again = judge(history, refund("e2", "r1").face(0.8).retryOf("e1").done());

    assertThat(again.decision()).isEqualTo(Decision.APPROVE);
  }

  @Test
  void aRetryOfWhatWasPaidErasesNoPayment() {
    history.learn(refund("e1", "r1").face(0.8).done(), Decision.APPROVE);

    Assessment again = judge(history, refund("e2", "r1").face(0.8).retryOf("e1").done());
    history.learn(refund("e2", "r1").face(0.8).retryOf("e1").done(), again.decision());
    Assessment other = judge(history, refund("e3", "r1").in("B").face(0.8).done());

    assertThat(again.names(ReasonCode.ALREADY_REFUNDED)).isTrue();
    assertThat(other.names(ReasonCode.ALREADY_REFUNDED)).isTrue();
  }

  @Test
  void aRetryOfWhatAReviewerPaidErasesNoPayment() {
    history.learn(refund("e1", "r1").done(), Decision.REVIEW);
    decidedByAReviewer(true);

    Assessment again = judge(history, refund("e2", "r1").at(day(7)).face(0.8).retryOf("e1").done());

    assertThat(again.names(ReasonCode.ALREADY_REFUNDED)).isTrue();
  }

  @Test
  void aRetryThatIsRefusedLeavesTheHeldReturnItsClaim() {
    history.learn(refund("e1", "r1").photo(null).done(), Decision.REVIEW);
    history.learn(refund("e2", "r1").retryOf("e1").done(), Decision.BLOCK);

    Return other = refund("e3", "r1").at(day(6)).in("B").face(0.8).done();
    Return third = refund("e4", "r1").at(day(6)).face(0.8).retryOf("e2").done();

    assertThat(judge(history, other).names(ReasonCode.CONCURRENT_CLAIM)).isTrue();
    assertThat(judge(history, third).decision()).isEqualTo(Decision.APPROVE);
  }

  @Test
  void aRetryInAnotherStoreOrOfAnotherReceiptTakesNobodysPlace() {
    history.learn(sale("r2").done(), Decision.APPROVE);
    history.learn(refund("e1", "r1").photo(null).done(), Decision.REVIEW);

    Return elsewhere = refund("e2", "r1").in("B").face(0.8).retryOf("e1").done();
    assertThat(judge(history, elsewhere).names(ReasonCode.CONCURRENT_CLAIM)).isTrue();
    history.learn(refund("e3", "r2").face(0.8).retryOf("e1").done(), Decision.APPROVE);
    Return other = refund("e4", "r1").at(day(6)).face(0.8).done();
    assertThat(judge(history, other).names(ReasonCode.CONCURRENT_CLAIM)).isTrue();
  }

  @Test
  void aVisitIsCountedThoughARetryNamesIt() {
    for (int i = 1; i <= 5; i++) {
      history.learn(sale("v" + i).done(), Decision.APPROVE);
      history.learn(
          refund("p" + i, "v" + i).at(day(i)).face(0.8).retryOf("p" + (i - 1)).done(),
          Decision.APPROVE);
    }

    Assessment sixth = judge(history, refund("e6", "r1").at(day(6)).face(0.8).retryOf("p5").done());

    assertThat(sixth.names(ReasonCode.VELOCITY)).isTrue();
  }

  @Test
  void offersAPhotoWhereOneIsMissing() {
    assertThat(judge(history, refund("e1", "r1").photo(null).done()))
        .satisfies(
            here -> {
              assertThat(here.score()).isEqualTo(70);
              assertThat(here.remedy()).isEqualTo(Remedy.CAPTURE_PHOTO);
            });
    assertThat(judge(history, refund("e2", "r1").in("B").by("bob").photo(null).done()))
        .satisfies(
            elsewhere -> {
              assertThat(elsewhere.score()).isEqualTo(85);
              assertThat(elsewhere.remedy()).isEqualTo(Remedy.CAPTURE_PHOTO);
            });
  }

  @Test
  void takesAPictureWithoutAFaceForNone() {
    PhotoEvidence wall = new PhotoEvidence("wall", null, false, 20, null, null);

    assertThat(judge(history, refund("e1", "r1").in("B").by("bob").photo(wall).done()).score())
        .isEqualTo(85);
  }

  @Test
  void neverPunishesThatNobodyWantedAPhotoAtThePurchase() {
    history.learn(sale("r2").withoutPhoto().done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "r2").in("B").photo(null).done()).score()).isZero();
  }

  @Test
  void anUnknownReceiptIsAFactOnlyWhereEverybodyWasHeard() {
    Return unknown = refund("e1", "nowhere").done();

    assertThat(judge(history, unknown).score()).isEqualTo(88);
    assertThat(judge(history, unknown, Freshness.upTo(NOON), ScoringContext.NONE))
        .satisfies(
            stale -> {
              assertThat(stale.score()).isEqualTo(35);
              assertThat(stale.remedy()).isEqualTo(Remedy.WAIT_FOR_SYNC);
            });
  }

  @Test
  void anUnknownReceiptInDoubtIsHeldAboveTheStandInLimit() {
    LineItem[] atTheLimit = {line("SHIRT", 2, 5_000), line("LAMP", 2, 1_250)};
    LineItem[] aboveIt = {line("SHIRT", 2, 5_000), line("LAMP", 2, 1_251)};

    assertThat(doubted(refund("e1", "nowhere").of(atTheLimit).done()).score()).isEqualTo(35);
    assertThat(doubted(refund("e2", "nowhere").of(aboveIt).done()))
        .satisfies(
            held -> {
              assertThat(held.score()).isEqualTo(62);
              assertThat(held.decision()).isEqualTo(Decision.REVIEW);
              assertThat(held.remedy()).isEqualTo(Remedy.WAIT_FOR_SYNC);
            });
  }

  @Test
  void doubtHoldsAReturnAndNeverRefusesIt() {
    for (int i = 0; i < 4; i++) {
      Instant before = NOON.plusSeconds(4 * 86_400 + i * 3_600);
      history.learn(sale("v" + i).done(), Decision.APPROVE);
      history.learn(refund("v" + i, "v" + i).at(before).face(0.8).done(), Decision.APPROVE);
    }
    LineItem[] dear = {line("SHIRT", 3, 5_000)};

    Assessment held = doubted(refund("e1", "nowhere").of(dear).to(CASH).done());

    assertThat(held.reasons()).extracting(Reason::code).contains("RECEIPT_UNKNOWN", "VELOCITY");
    assertThat(held.score()).isEqualTo(84);
    assertThat(held.decision()).isEqualTo(Decision.REVIEW);
  }

  private Assessment doubted(Return unknown) {
    return judge(history, unknown, Freshness.NEVER, ScoringContext.NONE);
  }

  @Test
  void whatMayBeOlderThanTheKnownHistoryIsDoubtedUntilTheReturnWindowHasPassed() {
    Instant installed = NOON.minusSeconds(86_400);
    FraudHistory young = Shop.history(Shop.knownSince(installed));
    Return unknown = refund("e1", "older").face(0.8).done();
    Instant later = installed.plusSeconds(91 * 86_400);

    assertThat(judge(young, unknown))
        .satisfies(
            doubtful -> {
              assertThat(doubtful.score()).isEqualTo(35);
              assertThat(doubtful.remedy()).isNull();
              assertThat(doubtful.reasons().get(0).evidence())
                  .contains(
                      new Evidence(
                          "history",
                          installed.toString(),
                          "may be older than what this shop's nodes know"));
            });
    assertThat(judge(young, refund("e2", "older").of(line("LAPTOP", 1, 50_000)).done()).score())
        .as("above the stand-in limit")
        .isGreaterThanOrEqualTo(62)
        .isLessThan(85);
    assertThat(judge(young, refund("e3", "older").at(later).done()).score())
        .as("the window has passed")
        .isEqualTo(88);
  }

  @Test
  void aSerialNumberThatMayHaveBeenSoldBeforeTheKnownHistoryIsDoubted() {
    FraudHistory young = Shop.history(Shop.knownSince(NOON));
    LineItem cheap = new LineItem("LAPTOP", 1, 9_000, "SN-1", LineItem.Condition.NEW);
    LineItem dear = new LineItem("LAPTOP", 1, 50_000, "SN-1", LineItem.Condition.NEW);

    assertThat(unsold(judge(young, refund("e1", null).of(cheap).done()))).isEqualTo(35);
    assertThat(unsold(judge(young, refund("e2", null).of(dear).done()))).isEqualTo(62);
    assertThat(unsold(judge(history, refund("e3", null).of(dear).done()))).isEqualTo(95);
  }

  private static int unsold(Assessment assessment) {
    return assessment.reasons().stream()
        .filter(reason -> reason.code().equals("SERIAL_UNSOLD"))
        .findFirst()
        .orElseThrow()
        .points();
  }

  @Test
  void presenceBlocksEvenWhenStale() {
    history.learn(refund("e1", "r1").face(0.8).done(), Decision.APPROVE);

    Return second = refund("e2", "r1").face(0.8).done();

    assertThat(judge(history, second, Freshness.NEVER, ScoringContext.NONE).score()).isEqualTo(95);
  }

  @Test
  void holdsReturnsWhileTheHistoryLoads() {
    Return unknown = refund("e1", "nowhere").done();

    assertThat(
            judge(history, unknown, Freshness.CURRENT, ScoringContext.NONE.whileHistoryLoads())
                .decision())
        .isEqualTo(Decision.REVIEW);
  }

  @Test
  void takesTheLedgersWordOverTheHistory() {
    Return refund = refund("e1", "r1").face(0.8).done();
    ScoringContext taken = ScoringContext.of(RightOutcome.RIGHT_TAKEN);
    ScoringContext away = ScoringContext.of(RightOutcome.HOME_UNREACHABLE);

    assertThat(judge(history, refund, Freshness.CURRENT, taken).score()).isEqualTo(92);
    assertThat(judge(history, refund, Freshness.CURRENT, away).decision())
        .isEqualTo(Decision.REVIEW);
  }

  @Test
  void aReplayedPictureProvesNothing() {
    PhotoEvidence stolen = new PhotoEvidence("sale-r1", null, true, 80, 0.95, 0.99);

    Assessment assessment = judge(history, refund("e1", "r1").photo(stolen).done());

    assertThat(assessment.score()).isEqualTo(92);
    assertThat(assessment.mitigations()).doesNotContain("STRONG_FACE_MATCH");
  }

  @Test
  void oneVisitMayShareOnePicture() {
    history.learn(sale("r2").done(), Decision.APPROVE);
    PhotoEvidence now = Shop.photo("now", 0.8);
    history.learn(refund("e1", "r1").photo(now).done(), Decision.APPROVE);

    assertThat(judge(history, refund("e2", "r2").photo(now).done()).decision())
        .isEqualTo(Decision.APPROVE);
  }

  @Test
  void aGiftReceiptHelpsOnlyWhereItWasPrintedAndNoCashLeaves() {
    history.learn(sale("g").gift().done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "g").by("bob").face(0.1).to(CREDIT).gift().done()))
        .extracting(Assessment::score)
        .isEqualTo(20);
    assertThat(
            judge(history, refund("e2", "g").by("bob").face(0.1).to(CASH).gift().done()).decision())
        .isEqualTo(Decision.BLOCK);
    assertThat(
            judge(history, refund("e3", "r1").by("bob").face(0.1).to(CREDIT).gift().done()).score())
        .isEqualTo(78);
  }

  @Test
  void familyWithTheOriginalCardIsServed() {
    Assessment assessment =
        judge(history, refund("e1", "r1").by("bob").face(0.1).originalCard().done());

    assertThat(assessment.score()).isEqualTo(39);
    assertThat(assessment.mitigations()).containsExactly("ORIGINAL_CARD");
  }

  @Test
  void aVoidedSaleHasNothingToRefund() {
    history.learn(new SaleVoid("v", day(0.01), "A", "r1", "C-1"), Visibility.AT_ONCE);

    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).score()).isEqualTo(90);
  }

  @Test
  void aListingEndsWhenItExpires() {
    history.learn(
        ListEntry.builder()
            .id("l")
            .at(day(1))
            .storeId("A")
            .list(ListEntry.Kind.BLOCK)
            .customerId("ann")
            .by("b")
            .expiresAt(day(10))
            .build(),
        Visibility.AT_ONCE);

    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).score()).isEqualTo(85);
    assertThat(judge(history, refund("e2", "r1").face(0.8).at(day(11)).done()).score()).isZero();
  }

  @Test
  void aListingIsTakenAwayByOneThatIsOverWhenItIsMade() {
    ListEntry.Kind block = ListEntry.Kind.BLOCK;
    history.learn(
        ListEntry.builder()
            .id("l1")
            .at(day(1))
            .storeId("A")
            .list(block)
            .customerId("ann")
            .reason("r")
            .by("b")
            .build(),
        Visibility.AT_ONCE);
    assertThat(judge(history, refund("e1", "r1").face(0.8).done()).score()).isEqualTo(85);

    history.learn(
        ListEntry.builder()
            .id("l2")
            .at(day(2))
            .storeId("A")
            .list(block)
            .customerId("ann")
            .reason("r")
            .by("b")
            .expiresAt(day(2))
            .build(),
        Visibility.AT_ONCE);

    assertThat(judge(history, refund("e2", "r1").face(0.8).done()).score()).isZero();
  }

  @Test
  void nobodyIsInTwoTownsAtOnce() {
    history.learn(sale("r2").at(day(5)).done(), Decision.APPROVE);
    Instant soon = day(5).plusSeconds(600);

    assertThat(judge(history, refund("e1", "r1").in("Z").at(soon).face(0.8).done()).score())
        .isEqualTo(85);
    assertThat(judge(history, refund("e2", "r1").in("Z").at(day(6)).face(0.8).done()).score())
        .isZero();
  }

  @Test
  void staffMayNotRefundTheirOwnPurchase() {
    history.learn(sale("own").employee("C-7").done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "own").cashier("C-7").face(0.8).done()).score())
        .isEqualTo(75);
    assertThat(
            judge(history, refund("e2", "own").cashier("C-7").nobodyPresent().face(0.8).done())
                .score())
        .isEqualTo(90);
    assertThat(
            judge(history, refund("e3", "own").cashier("C-2").supervisor("C-7").face(0.8).done())
                .names(ReasonCode.SELF_REFUND))
        .isTrue();
    assertThat(
            judge(history, refund("e4", "own").cashier("C-2").supervisor("C-3").face(0.8).done())
                .decision())
        .isEqualTo(Decision.APPROVE);
  }

  @Test
  void leavingOnesNameAwayChangesNoCount() {
    for (int i = 0; i < 4; i++) {
      history.learn(sale("v" + i).at(day(0.1 * i)).done(), Decision.APPROVE);
      history.learn(
          refund("b" + i, "v" + i).at(day(1 + i)).by(null).to(CASH).done(), Decision.APPROVE);
    }

    Return fifth = refund("e1", "r1").by(null).to(CASH).face(0.8).done();

    assertThat(judge(history, fifth).names(ReasonCode.VELOCITY)).isTrue();
  }

  @Test
  void aGiftCardBecomesNoCash() {
    Tender fresh = new Tender(Tender.Type.GIFT_CARD, "gc", NOON.minusSeconds(3_600));
    history.learn(sale("r2").paid(fresh).done(), Decision.APPROVE);

    assertThat(judge(history, refund("e1", "r2").to(CASH).face(0.8).done()).decision())
        .isEqualTo(Decision.REVIEW);
    assertThat(
            judge(
                    history,
                    refund("e2", "r2")
                        .to(new Tender(Tender.Type.GIFT_CARD, "gc", null))
                        .face(0.8)
                        .done())
                .score())
        .isZero();
  }

  @Test
  void aConfirmedRingIsHeldWhoeverItSends() {
    for (String member : new String[] {"x", "y"}) {
      history.learn(sale("ring-" + member).done(), Decision.APPROVE);
      history.learn(
          refund("f-" + member, "ring-" + member).by(member).to(card("ring")).done(),
          Decision.BLOCK);
      resolve("f-" + member, Resolution.Outcome.FRAUD);
    }

    Return third = refund("e1", "r1").by("z").to(card("ring")).at(day(7)).done();

    assertThat(judge(history, third).names(ReasonCode.RING)).isTrue();
  }

  @Test
  void clampsWhatIsPaidAndSaysThatTooMuchWasAsked() {
    Return greedy = refund("e1", "r1").of(line("SHIRT", 1, 9_000)).face(0.8).done();

    ReturnAssessment returnAssessment =
        FraudScorer.judge(
            new Dossier(
                greedy, history.seenBy("A", greedy.at()), Freshness.CURRENT, ScoringContext.NONE),
            Rules.standard());

    assertThat(returnAssessment.refundMinor()).isEqualTo(5_000);
    assertThat(returnAssessment.assessment().score()).isEqualTo(75);
    assertThat(returnAssessment.home()).isEqualTo("A");
  }

  @Test
  void anotherSerialNumberIsAnotherUnit() {
    LineItem sold = new LineItem("LAPTOP", 1, 50_000, "SN1", null);
    history.learn(sale("r2").of(sold).done(), Decision.APPROVE);
    LineItem other = new LineItem("LAPTOP", 1, 50_000, "SN2", LineItem.Condition.NEW);

    assertThat(judge(history, refund("e1", "r2").of(other).face(0.8).done()))
        .satisfies(
            swapped -> {
              assertThat(swapped.decision()).isEqualTo(Decision.BLOCK);
              assertThat(swapped.names(ReasonCode.SERIAL_MISMATCH)).isTrue();
            });
  }

  @Test
  void aShadowRuleIsShownAndDecidesNothing() {
    RuleSettings settings = Rules.standard().of(ReasonCode.PHOTO_MISSING);
    Rules trial =
        Rules.standard()
            .with(
                ReasonCode.PHOTO_MISSING,
                new RuleSettings(RuleMode.SHADOW, settings.points(), settings.parameters()));
    Return refund = refund("e1", "r1").in("B").photo(null).done();

    Assessment assessment =
        FraudScorer.assess(
            new Dossier(
                refund, history.seenBy("B", refund.at()), Freshness.CURRENT, ScoringContext.NONE),
            trial);

    assertThat(assessment.score()).isZero();
    assertThat(assessment.shadow()).extracting(Reason::code).containsExactly("PHOTO_MISSING");
    assertThat(assessment.rulesetVersion()).isNotEqualTo(Rules.standard().version());
  }

  @Test
  void everyRuleDeclaresEachCodeOnce() {
    Map<ReasonCode, Integer> seen = new EnumMap<>(ReasonCode.class);
    RuleCatalogue.RULES.forEach(rule -> seen.merge(rule.code(), 1, Integer::sum));

    assertThat(seen.values()).containsOnly(1);
    assertThat(seen.keySet()).containsExactlyInAnyOrder(ReasonCode.values());
  }
}
