package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleMode;
import io.tillwatch.core.fraud.ScoreThresholds;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.RuleSettings;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.retail.Return;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockGuardTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Rules CALM = Rules.standard();
  private static final Rules HARSH = points(CALM, ReasonCode.CASH_WITHOUT_PROOF, 100);

  private final BlockGuard guard = new BlockGuard();

  private static Rules points(Rules rules, ReasonCode code, int points) {
    return rules.with(code, new RuleSettings(RuleMode.ACTIVE, points, rules.of(code).parameters()));
  }

  /** One return a minute, of which every n-th is blocked; answers the time of the last. */
  private Instant serve(Instant from, int returns, int blockEvery) {
    for (int i = 1; i <= returns; i++) {
      guard.judged(from.plus(MINUTE.multipliedBy(i)), blockEvery > 0 && i % blockEvery == 0);
    }
    return from.plus(MINUTE.multipliedBy(returns));
  }

  @Test
  void holdsBackChangedRulesThatBlockFiveTimesTheNormalShare() {
    guard.changed(CALM, NOON);
    Instant change = serve(NOON, 1000, 50).plus(MINUTE);
    guard.changed(HARSH, change);

    serve(change, 9, 1);

    assertThat(guard.alarm().rules()).containsExactly("CASH_WITHOUT_PROOF");
    assertThat(guard.alarm().blocks()).isEqualTo(5);
    assertThat(guard.alarm().normalPermille()).isEqualTo(20);
    assertThat(guard.rules().version()).isEqualTo(HARSH.version());
    assertThat(guard.rules().heldBack()).containsExactly(ReasonCode.CASH_WITHOUT_PROOF);
  }

  @Test
  void staysQuietWhereBlocksAreNoMoreThanNormal() {
    guard.changed(CALM, NOON);
    Instant change = serve(NOON, 1000, 4);
    guard.changed(HARSH, change);

    serve(change, 40, 2);

    assertThat(guard.alarm()).isNull();
    assertThat(guard.rules().heldBack()).isEmpty();
  }

  @Test
  void staysQuietWhereNoRuleChanged() {
    guard.changed(CALM, NOON);
    serve(serve(NOON, 1000, 0), 20, 1);

    assertThat(guard.alarm()).isNull();
  }

  @Test
  void trustsRulesThatHeldLongEnoughWithoutTooManyBlocks() {
    guard.changed(CALM, NOON);
    guard.changed(HARSH, NOON);
    Instant calm = serve(NOON, 61, 0);

    serve(calm, 20, 1);

    assertThat(guard.alarm()).isNull();
  }

  @Test
  void doesNotTrustRulesForAQuietNight() {
    guard.changed(CALM, NOON);
    guard.changed(HARSH, NOON);

    serve(NOON.plus(Duration.ofHours(12)), 6, 1);

    assertThat(guard.alarm()).isNotNull();
  }

  @Test
  void letsGoOnceOtherRulesOrTheSameOnesAgainAreInForce() {
    guard.changed(CALM, NOON);
    guard.changed(HARSH, NOON);
    Instant alarmed = serve(NOON, 6, 1);
    assertThat(guard.alarm()).isNotNull();

    guard.changed(HARSH, alarmed);
    serve(alarmed, 20, 1);

    assertThat(guard.alarm()).isNull();
    assertThat(guard.rules().heldBack()).isEmpty();
  }

  @Test
  void comparesWithTheLastTrustedRulesAndNotWithTheOnesBefore() {
    Rules more = points(HARSH, ReasonCode.NO_RECEIPT, 90);
    guard.changed(CALM, NOON);
    guard.changed(HARSH, NOON);
    guard.changed(more, NOON.plus(MINUTE));

    serve(NOON.plus(MINUTE), 6, 1);

    assertThat(guard.alarm().rules()).containsExactly("NO_RECEIPT", "CASH_WITHOUT_PROOF");
  }

  @Test
  void holdsEveryRuleBackWhereThresholdsChanged() {
    guard.changed(CALM, NOON);
    guard.changed(Rules.of(new ScoreThresholds(40, 50, 30, 84, 25), Map.of(), Map.of()), NOON);

    serve(NOON, 6, 1);

    assertThat(guard.alarm().rules()).contains("VELOCITY", "PHOTO_MISSING", "CARD_TO_CASH");
  }

  @Test
  void comesToTheSameWhenTheHistoryIsReadBackAfterTheRules() {
    guard.changed(CALM, NOON);
    guard.changed(HARSH, NOON.plus(MINUTE.multipliedBy(1000)));
    guard.changed(HARSH, NOON.plus(MINUTE.multipliedBy(1100)));

    serve(NOON, 1000, 50);
    serve(NOON.plus(MINUTE.multipliedBy(1000)), 99, 1);
    Instant last = serve(NOON.plus(MINUTE.multipliedBy(1100)), 99, 1);

    assertThat(last).isAfter(NOON);
    assertThat(guard.alarm()).as("meant: put in force again after the alarm").isNull();
  }

  @Test
  void watchesAPromotedModelAsItWatchesChangedRules() {
    Rules weighing = points(CALM, ReasonCode.MODEL, 50);
    guard.changed(weighing.judgingWith("champion"), NOON);
    Instant promotion = serve(NOON, 1000, 50).plus(MINUTE);
    guard.changed(weighing.judgingWith("challenger"), promotion);

    Instant alarm = serve(promotion, 9, 1);

    assertThat(guard.alarm().rules()).containsExactly("MODEL");
    assertThat(guard.rules().heldBack()).containsExactly(ReasonCode.MODEL);

    guard.changed(weighing.judgingWith("champion"), alarm.plus(MINUTE));
    assertThat(guard.alarm()).as("rolled back").isNull();
    guard.changed(weighing.judgingWith("challenger"), alarm.plus(MINUTE.multipliedBy(2)));
    Instant again = serve(alarm.plus(MINUTE.multipliedBy(2)), 9, 1);
    assertThat(guard.alarm()).as("the same model").isNotNull();
    guard.changed(weighing.judgingWith("challenger"), again);
    serve(again, 9, 1);
    assertThat(guard.alarm()).as("promoted once more: it is meant").isNull();
  }

  @Test
  void aModelOnTrialBlocksNothingAndIsNotHeldBack() {
    guard.changed(CALM.judgingWith("champion"), NOON);
    Instant promotion = serve(NOON, 1000, 50).plus(MINUTE);
    guard.changed(CALM.judgingWith("challenger"), promotion);

    serve(promotion, 9, 1);

    assertThat(guard.alarm()).isNull();
  }

  @Test
  void whatIsHeldBackWaitsForAReviewerAndNamesWhy() {
    FraudHistory history = Shop.history(Shop.CONTEXT);
    Return refund = Shop.refund("e1", null).to(Shop.CASH).done();
    Rules harsh =
        points(points(HARSH, ReasonCode.NO_RECEIPT, 84), ReasonCode.CASH_WITHOUT_PROOF, 84);
    Set<ReasonCode> changed = Set.of(ReasonCode.NO_RECEIPT, ReasonCode.CASH_WITHOUT_PROOF);

    Assessment before = judge(history, refund, harsh);
    Assessment heldBack = judge(history, refund, harsh.holdingBack(changed));

    assertThat(before.decision()).isEqualTo(Decision.BLOCK);
    assertThat(heldBack.decision()).isEqualTo(Decision.REVIEW);
    assertThat(heldBack.score()).isEqualTo(84);
    assertThat(heldBack.mitigations()).contains("RULE_GUARD");
    assertThat(heldBack.rulesetVersion()).isEqualTo(harsh.version());
    assertThat(heldBack.names(ReasonCode.CASH_WITHOUT_PROOF)).isTrue();
  }

  @Test
  void ledgerFactsBlockAsEver() {
    FraudHistory history = Shop.history(Shop.CONTEXT);
    history.learn(Shop.sale("r1").done(), Decision.APPROVE);
    history.learn(Shop.refund("e1", "r1").done(), Decision.APPROVE);
    Return again = Shop.refund("e2", "r1").at(NOON.plus(Duration.ofDays(6))).done();
    Rules heldBack = CALM.holdingBack(Set.of(ReasonCode.values()));

    Assessment assessment = judge(history, again, heldBack);

    assertThat(assessment.decision()).isEqualTo(Decision.BLOCK);
    assertThat(BlockGuard.isSoftBlock(assessment, CALM)).isFalse();
  }

  @Test
  void countsOnlyBlocksThatRestOnNoLedgerFact() {
    Assessment soft =
        new Assessment(
            90,
            Decision.BLOCK,
            "v",
            List.of(new Reason("FACE_MISMATCH", 65, "x", List.of())),
            List.of(),
            null);

    assertThat(BlockGuard.isSoftBlock(soft, CALM)).isTrue();
  }

  private static Assessment judge(FraudHistory history, Return refund, Rules rules) {
    return FraudScorer.assess(
        new Dossier(
            refund,
            history.seenBy(refund.storeId(), refund.at()),
            Freshness.CURRENT,
            ScoringContext.NONE),
        rules);
  }
}
