package io.tillwatch.edge.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.config.RatesConfig;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.RateLimiter;
import io.tillwatch.edge.web.problem.RejectedBodyThrottle;
import org.junit.jupiter.api.Test;

/** The counts behind the bounds of the HTTP port. */
class GuardsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void letsAKioskGoOnAtItsRateAndStopsWhatIsBeyond() {
    RateLimiter rates = new RateLimiter(new RatesConfig(50, 5));
    Caller kiosk = new Caller("kiosk-1", Role.KIOSK, "kiosk-1", null, null);
    long now = 0;
    for (int i = 0; i < 10 * 50; i++) {
      now += SECOND / 50;
      rates.take(kiosk, now);
    }
    for (int i = 0; i < 2 * 50 - 1; i++) {
      rates.take(kiosk, now);
    }

    long full = now;
    assertThatThrownBy(() -> rates.take(kiosk, full)).hasMessageContaining("RATE_LIMITED");
    rates.take(new Caller("kiosk-2", Role.KIOSK, "kiosk-2", null, null), now);
    rates.take(kiosk, now + SECOND / 50);
    assertThat(rates.refused()).isEqualTo(1);
  }

  @Test
  void boundsNobodyWhereTheRateIsNone() {
    RateLimiter rates = new RateLimiter(new RatesConfig(0, 5));
    for (int i = 0; i < 100_000; i++) {
      rates.take(new Caller("kiosk-1", Role.KIOSK, "kiosk-1", null, null), 1);
    }

    assertThat(rates.refused()).isZero();
  }

  @Test
  void countsRefusedKeysPerAddressAndNoGoodOnes() {
    RateLimiter rates = new RateLimiter(new RatesConfig(50, 5));
    for (int i = 0; i < 2 * RateLimiter.WITHOUT_KEY; i++) {
      rates.refusedKey("10.0.0.1", 1);
    }

    assertThatThrownBy(() -> rates.refusedKey("10.0.0.1", 1)).hasMessageContaining("RATE_LIMITED");
    rates.refusedKey("10.0.0.2", 1);
    rates.take(new Caller("kiosk-1", Role.KIOSK, "kiosk-1", null, null).from("10.0.0.1"), 1);
  }

  @Test
  void leavesEveryAddressAShareOfTheBudget() {
    BodyBudget budget = new BodyBudget(100, 60);
    budget.acquire("10.0.0.1", 60);

    assertThatThrownBy(() -> budget.acquire("10.0.0.1", 1)).hasMessageContaining("BUSY");
    budget.acquire("10.0.0.2", 40);
    assertThatThrownBy(() -> budget.acquire("10.0.0.3", 1)).hasMessageContaining("BUSY");
    budget.release("10.0.0.1", 60);
    budget.acquire("10.0.0.3", 60);
    assertThat(budget.taken()).isEqualTo(100);
  }

  @Test
  void readsNothingLargeOfAnAddressWhoseBodiesWereRefusedUntilThatHasPassed() {
    RejectedBodyThrottle refusals = new RejectedBodyThrottle(30, 10);
    refusals.add("10.0.0.1", 20, 0);
    refusals.check("10.0.0.1", 0);
    refusals.add("10.0.0.1", 20, 0);

    assertThatThrownBy(() -> refusals.check("10.0.0.1", SECOND / 2)).hasMessageContaining("BUSY");
    refusals.check("10.0.0.2", 0);
    refusals.check("10.0.0.1", 2 * SECOND);
  }
}
