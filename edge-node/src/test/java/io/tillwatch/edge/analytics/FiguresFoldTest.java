package io.tillwatch.edge.analytics;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.StoredFacts.refund;
import static io.tillwatch.edge.support.StoredFacts.sale;
import static io.tillwatch.edge.support.StoredFacts.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.analytics.Figures;
import io.tillwatch.core.analytics.FiguresFold;
import io.tillwatch.core.analytics.Patterns;
import io.tillwatch.core.analytics.ProtectedAttempt;
import io.tillwatch.core.analytics.ProtectedAttempt.Choice;
import io.tillwatch.core.analytics.RuleFigures;
import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.SaleVoid;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresFoldTest {
  private static final Choice ALL_OF_THEM = new Choice(null, null, null);

  private final FiguresFold fold =
      new FiguresFold("USD", Map.of("LAPTOP_001", "ELECTRONICS"), Map.of());

  @Test
  void countsHonestTradeAndKnowsNoRates() {
    fold.first(stored("s1", sale("s1", "store-a", 1_000)), null);
    fold.first(stored("r1", refund("r1", "store-b", Decision.APPROVE, 400, null)), null);

    Figures all = fold.all();
    assertThat(all.legitimateTransactions()).isEqualTo(2);
    assertThat(all.volume().soldMinor()).isEqualTo(1_000);
    assertThat(all.volume().refundedMinor()).isEqualTo(400);
    assertThat(all.accuracy().detectionRate()).isNull();
    assertThat(all.accuracy().falsePositives()).isNull();
    assertThat(fold.byStore().get("store-b").volume().returns()).isEqualTo(1);
  }

  @Test
  void protectsWhatABlockedReturnAskedForButNeverMoreThanWasPaid() {
    PostedReturn blocked = refund("r1", "store-b", Decision.BLOCK, 5_000, null);

    fold.first(stored("r1", blocked), sale("s1", "store-a", 3_000).sale());

    assertThat(fold.all().frauds().prevented()).isEqualTo(1);
    assertThat(fold.all().frauds().protectedMinor()).isEqualTo(3_000);
    assertThat(fold.all().alerts().open()).isEqualTo(1);
  }

  @Test
  void countsAHeldReturnAsPreventedOnlyOnceItIsDeclined() {
    PostedReturn held = refund("r1", "store-b", Decision.REVIEW, 500, null);
    fold.first(stored("r1", held), null);
    assertThat(fold.all().frauds().detected()).isEqualTo(1);
    assertThat(fold.all().frauds().prevented()).isZero();

    fold.again(
        stored("r1", held, new HeldDecision("d", NOON, "store-b", "r1", false, null, "ann")), null);

    assertThat(fold.all().outcomes().held()).isZero();
    assertThat(fold.all().outcomes().blocked()).isEqualTo(1);
    assertThat(fold.all().frauds().prevented()).isEqualTo(1);
    assertThat(fold.all().frauds().protectedMinor()).isEqualTo(500);
  }

  @Test
  void takesBackWhatAReviewerFindsLegitimate() {
    PostedReturn blocked = refund("r1", "store-b", Decision.BLOCK, 500, null);
    fold.first(stored("r1", blocked), null);

    fold.again(stored("r1", blocked, verdict("r1", Resolution.Outcome.LEGITIMATE)), null);

    assertThat(fold.all().frauds().attempts()).isZero();
    assertThat(fold.all().legitimateTransactions()).isEqualTo(1);
    assertThat(fold.all().frauds().protectedMinor()).isZero();
    assertThat(fold.all().accuracy().falsePositives()).isEqualTo(1);
    assertThat(fold.all().alerts().open()).isZero();
  }

  @Test
  void knowsItsRatesFromVerdictsMissedFraudsIncluded() {
    PostedReturn caught = refund("r1", "store-b", Decision.BLOCK, 500, null);
    PostedReturn missed = refund("r2", "store-b", Decision.APPROVE, 500, null);
    fold.first(stored("r1", caught), null);
    fold.first(stored("r2", missed), null);

    fold.again(stored("r1", caught, verdict("r1", Resolution.Outcome.FRAUD)), null);
    fold.again(stored("r2", missed, verdict("r2", Resolution.Outcome.FRAUD)), null);

    assertThat(fold.all().frauds().attempts()).isEqualTo(2);
    assertThat(fold.all().accuracy().detectionRate()).isEqualTo(0.5);
    assertThat(fold.all().accuracy().preventionRate()).isEqualTo(0.5);
    assertThat(fold.all().volume().returns()).isEqualTo(2);
  }

  @Test
  void countsAnAttemptThatWasTriedAgainOnce() {
    fold.first(stored("r1", refund("r1", "store-b", Decision.BLOCK, 500, null)), null);
    fold.first(stored("r2", refund("r2", "store-b", Decision.BLOCK, 500, "r1")), null);
    assertThat(fold.all().frauds().protectedMinor()).isEqualTo(500);

    // with its remedy the third try is approved: the customer was honest from the start
    fold.first(stored("r3", refund("r3", "store-b", Decision.APPROVE, 500, "r2")), null);

    assertThat(fold.all().frauds().prevented()).isEqualTo(1);
    assertThat(fold.all().frauds().protectedMinor()).isZero();
  }

  @Test
  void isTheSameHoweverOftenATransactionIsReadAnew() {
    PostedReturn held = refund("r1", "store-b", Decision.REVIEW, 500, null);
    fold.first(stored("r1", held), null);
    Figures before = fold.all();

    fold.again(stored("r1", held), null);
    fold.again(stored("r1", held), null);

    assertThat(fold.all()).isEqualTo(before);
  }

  @Test
  void unsellsAVoidedSale() {
    fold.first(stored("s1", sale("s1", "store-a", 1_000)), null);

    fold.again(
        stored(
            "s1", sale("s1", "store-a", 1_000), new SaleVoid("v", NOON, "store-a", "R-s1", null)),
        null);

    assertThat(fold.all().volume().soldMinor()).isZero();
    assertThat(fold.all().volume().sales()).isEqualTo(1);
  }

  @Test
  void sumsTrendsByHourStoreReasonAndCategory() {
    fold.first(stored("s1", sale("s1", "store-a", 1_000)), null);
    fold.first(stored("r1", refund("r1", "store-b", Decision.BLOCK, 500, null)), null);

    List<Trends.Bucket> buckets =
        fold.trends()
            .between(NOON.minus(Duration.ofHours(1)), NOON.plusSeconds(1), Trends.Width.DAY);

    assertThat(buckets).extracting(Trends.Bucket::storeId).containsExactly("store-a", "store-b");
    assertThat(buckets.get(1).reasons()).containsEntry("ALREADY_REFUNDED", 1L);
    assertThat(buckets.get(1).categories().get("ELECTRONICS").flagged()).isEqualTo(1);
    assertThat(buckets.get(1).cameFrom()).containsKey("store-a");
    assertThat(buckets.get(1).figures().frauds().prevented()).isEqualTo(1);
  }

  private static Resolution verdict(String of, Resolution.Outcome outcome) {
    return new Resolution("v-" + of, NOON, "store-a", of, outcome, null, "ann");
  }

  @Test
  void listsTheAttemptsThatMakeTheValueProtected() {
    fold.first(stored("r1", refund("r1", "store-b", Decision.BLOCK, 5_000, null)), null);
    fold.first(stored("r2", refund("r2", "store-a", Decision.BLOCK, 700, null)), null);
    fold.first(stored("r3", refund("r3", "store-a", Decision.REVIEW, 900, null)), null);
    fold.first(stored("r4", refund("r4", "store-a", Decision.BLOCK, 60, null)), null);
    fold.first(stored("r5", refund("r5", "store-a", Decision.BLOCK, 50, "r4")), null);

    List<ProtectedAttempt> all = fold.protectedAttempts(ALL_OF_THEM);

    assertThat(all).extracting(ProtectedAttempt::transactionId).containsExactly("r5", "r2", "r1");
    assertThat(all.stream().mapToLong(ProtectedAttempt::askedMinor).sum())
        .isEqualTo(fold.all().frauds().protectedMinor());
    assertThat(fold.protectedAttempts(new Choice("store-b", null, null))).hasSize(1);
    ProtectedAttempt.Page page =
        ProtectedAttempt.Page.of(all, new ProtectedAttempt.Query(ALL_OF_THEM, "r5", 1), NOON, true);
    assertThat(page.attempts()).extracting(ProtectedAttempt::transactionId).containsExactly("r2");
    assertThat(page.sumMinor()).isEqualTo(5_750);
    assertThat(page.more()).isTrue();
    assertThat(
            ProtectedAttempt.Page.of(
                    all, new ProtectedAttempt.Query(ALL_OF_THEM, "gone", 1), NOON, true)
                .known())
        .isFalse();
  }

  @Test
  void cutsAStretchOfTimeSoThatEveryCutSumsToTheWhole() {
    PostedReturn held = refund("r1", "store-b", Decision.REVIEW, 500, null);
    fold.first(stored("s1", sale("s1", "store-a", 1_000)), null);
    fold.first(stored("r1", held), null);
    fold.first(stored("r2", refund("r2", "store-a", Decision.BLOCK, 700, null)), null);

    Patterns all = fold.patterns(range(null));
    Patterns ofB = fold.patterns(range("store-b"));

    assertThat(all.all().figures()).isEqualTo(fold.all());
    assertThat(all.all().reasons()).containsExactly(Map.entry("ALREADY_REFUNDED", 2L));
    assertThat(all.buckets()).extracting(each -> each.sums()).containsExactly(all.all());
    assertThat(all.hours()).extracting(each -> each.sums()).containsExactly(all.all());
    assertThat(all.flows())
        .extracting(each -> each.returnedAt() + " " + each.flow().returned())
        .containsExactly("store-a 1", "store-b 1");
    assertThat(ofB.all().figures()).isEqualTo(fold.byStore().get("store-b"));
    assertThat(ofB.flows()).hasSize(1);
    assertThat(all.from()).isEqualTo(NOON);
    assertThat(all.to()).isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void tellsWhatARuleSavedAndCostByTheVerdictsOfReviewers() {
    PostedReturn caught = refund("r1", "store-b", Decision.BLOCK, 500, null);
    PostedReturn wronged = refund("r2", "store-b", Decision.BLOCK, 300, null);
    fold.first(stored("r1", caught), null);
    fold.first(stored("r2", wronged), null);
    fold.first(stored("r3", refund("r3", "store-b", Decision.REVIEW, 900, null)), null);
    RuleFigures before = rule("ALREADY_REFUNDED");

    fold.again(stored("r1", caught, verdict("r1", Resolution.Outcome.FRAUD)), null);
    fold.again(stored("r2", wronged, verdict("r2", Resolution.Outcome.LEGITIMATE)), null);

    assertThat(before).isEqualTo(new RuleFigures(3, 0, 3, 0, 0, 0, 0, 0));
    assertThat(rule("ALREADY_REFUNDED")).isEqualTo(new RuleFigures(3, 0, 3, 1, 1, 0, 500, 300));
  }

  private RuleFigures rule(String code) {
    return fold.rules(new RuleFigures.Query(NOON, NOON.plusSeconds(1), null)).get(code);
  }

  private static Patterns.Query range(String storeId) {
    return new Patterns.Query(NOON, NOON.plusSeconds(60), Trends.Width.HOUR, storeId);
  }

  @Test
  void tellsHoursByTheStoresOwnClockAndFlowsFromStoreToStore() {
    FiguresFold zoned =
        new FiguresFold("USD", Map.of(), Map.of("store-b", ZoneId.of("America/New_York")));
    zoned.first(stored("r1", refund("r1", "store-b", Decision.BLOCK, 5_000, null)), null);
    zoned.first(stored("r2", refund("r2", "store-b", Decision.APPROVE, 700, null)), null);
    zoned.first(stored("s1", sale("s1", "store-a", 1_000)), null);

    List<Trends.HourOfDay> hours =
        zoned.trends().hoursOfDay(NOON.minusSeconds(3600), NOON.plusSeconds(60));
    Trends.Flow flow =
        zoned
            .trends()
            .between(NOON, NOON.plusSeconds(60), Trends.Width.DAY)
            .get(1)
            .cameFrom()
            .get("store-a");

    assertThat(hours).extracting(Trends.HourOfDay::storeId).containsExactly("store-a", "store-b");
    assertThat(hours).extracting(Trends.HourOfDay::hour).containsExactly(12, 8);
    assertThat(hours.get(1).reasons()).containsEntry("ALREADY_REFUNDED", 1L);
    assertThat(hours.get(1).figures().outcomes().blocked()).isEqualTo(1);
    assertThat(flow).isEqualTo(new Trends.Flow(2, 5_700, 700, 1, 1));
  }
}
