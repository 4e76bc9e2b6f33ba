package io.tillwatch.edge.alerts;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.StoredFacts.refund;
import static io.tillwatch.edge.support.StoredFacts.sale;
import static io.tillwatch.edge.support.StoredFacts.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.alerts.AlertNote;
import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.alerts.AlertView.Status;
import io.tillwatch.core.alerts.Claim;
import io.tillwatch.core.alerts.ClaimState;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Resolution.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertViewTest {
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));

  @Test
  void approvedTransactionsRaiseNone() {
    assertThat(AlertView.of(stored("s1", sale("s1", "store-a", 100)), LATER)).isEmpty();
  }

  @Test
  void beginsOpenAndNamesItsTransaction() {
    AlertView alert = alert(LATER);

    assertThat(alert.status()).isEqualTo(Status.OPEN);
    assertThat(AlertView.factIdOf(alert.id())).contains("r1");
    assertThat(alert.timeline()).extracting(AlertView.Step::what).containsExactly("RAISED");
  }

  @Test
  void belongsToTheEarlierOfTwoWhoClaimAtOnceWhateverTheOrderOfArrival() {
    Claim ann = claim("c1", 1, true, "ann");
    Claim bob = claim("c2", 2, true, "bob");

    assertThat(alert(LATER, ann, bob).claimedBy()).isEqualTo("ann");
    assertThat(alert(LATER, bob, ann).claimedBy()).isEqualTo("ann");
  }

  @Test
  void isFreeAgainOnceReleasedOrLeftAlone() {
    Claim claim = claim("c1", 1, true, "ann");

    assertThat(alert(LATER, claim, claim("c2", 2, false, "ann")).status()).isEqualTo(Status.OPEN);
    Instant justInTime = NOON.plus(Duration.ofMinutes(61)).minusMillis(1);
    assertThat(alert(justInTime, claim).status()).isEqualTo(Status.CLAIMED);
    assertThat(alert(NOON.plus(Duration.ofMinutes(61)), claim).status()).isEqualTo(Status.OPEN);
  }

  @Test
  void canBeTakenOverFromSomebodyIdle() {
    Claim ann = claim("c1", 1, true, "ann");
    Claim bob = claim("c2", 90, true, "bob");

    assertThat(alert(NOON.plus(Duration.ofMinutes(95)), ann, bob).claimedBy()).isEqualTo("bob");
  }

  @Test
  void saysUntilWhenAClaimStandsAndWorkRenewsIt() {
    Claim first = claim("c1", 1, true, "ann");
    Claim again = claim("c2", 31, true, "ann");

    assertThat(alert(LATER, first).hold().until()).isEqualTo(NOON.plus(Duration.ofMinutes(61)));
    assertThat(alert(LATER, first, again).hold().until())
        .isEqualTo(NOON.plus(Duration.ofMinutes(91)));
  }

  @Test
  void isLeftUntilASnoozeEndsOrSomebodyTakesIt() {
    Claim taken = claim("c1", 1, true, "ann");
    Claim snoozed = snooze("c2", 2, 45);

    AlertView left = alert(NOON.plus(Duration.ofMinutes(44)), taken, snoozed);
    AlertView back = alert(NOON.plus(Duration.ofMinutes(45)), taken, snoozed);
    AlertView claimed = alert(LATER, taken, snoozed, claim("c3", 3, true, "bob"));
    AlertView woken = alert(LATER, taken, snoozed, claim("c3", 3, false, "bob"));

    assertThat(left.status()).as("of an alert that nobody works on").isEqualTo(Status.OPEN);
    assertThat(left.hold().snoozedUntil()).isEqualTo(NOON.plus(Duration.ofMinutes(45)));
    assertThat(back.hold()).isEqualTo(ClaimState.NONE);
    assertThat(claimed.claimedBy()).isEqualTo("bob");
    assertThat(claimed.hold().snoozedUntil()).isNull();
    assertThat(woken.hold()).isEqualTo(ClaimState.NONE);
    assertThat(left.timeline()).extracting(AlertView.Step::what).contains("CLAIMED", "SNOOZED");
  }

  @Test
  void keepsWhatReviewersWroteDown() {
    AlertNote note =
        new AlertNote("n1", NOON.plusSeconds(90), "store-a", "al_r1", "called her", "ann");

    AlertView.Step step = alert(LATER, note).timeline().get(1);

    assertThat(step.what()).isEqualTo("NOTED");
    assertThat(step.by()).isEqualTo("ann");
    assertThat(step.note()).isEqualTo("called her");
  }

  @Test
  void staysResolvedAndKeepsBothOfTwoVerdicts() {
    Resolution first = resolution("r-b", 5, Outcome.FRAUD);
    Resolution second = resolution("r-a", 6, Outcome.LEGITIMATE);

    AlertView alert = alert(LATER, second, first, claim("c9", 9, true, "ann"));

    assertThat(alert.status()).isEqualTo(Status.RESOLVED);
    assertThat(alert.verdict()).isEqualTo(first);
    assertThat(alert.resolutions()).containsExactly(first, second);
    assertThat(alert.conflict()).isTrue();
    assertThat(alert(LATER, first, resolution("r-c", 7, Outcome.FRAUD)).conflict()).isFalse();
  }

  @Test
  void showsWhatBecameOfAHeldReturn() {
    HeldDecision declined =
        new HeldDecision("d", NOON.plusSeconds(60), "store-b", "r1", false, "no", "ann");

    AlertView alert = alert(LATER, declined);

    assertThat(alert.transaction().status()).isEqualTo(Posted.Status.BLOCKED);
    assertThat(alert.transaction().refundMinor()).isZero();
    assertThat(alert.timeline())
        .extracting(AlertView.Step::what)
        .containsExactly("RAISED", "RETURN_DECLINED");
  }

  private static AlertView alert(Instant now, Record... about) {
    return AlertView.of(
            stored("r1", refund("r1", "store-b", Decision.REVIEW, 100, null), about), now)
        .orElseThrow();
  }

  private static Claim claim(String id, int minute, boolean claimed, String by) {
    Instant at = NOON.plus(Duration.ofMinutes(minute));
    return new Claim(id, at, "store-a", "al_r1", claimed, by, null);
  }

  private static Claim snooze(String id, int minute, int untilMinute) {
    Instant at = NOON.plus(Duration.ofMinutes(minute));
    Instant until = NOON.plus(Duration.ofMinutes(untilMinute));
    return new Claim(id, at, "store-a", "al_r1", false, "ann", until);
  }

  private static Resolution resolution(String id, int minute, Outcome outcome) {
    Instant at = NOON.plus(Duration.ofMinutes(minute));
    return new Resolution(id, at, "store-a", "r1", outcome, null, "ann");
  }
}
