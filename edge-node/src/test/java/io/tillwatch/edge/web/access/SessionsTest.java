package io.tillwatch.edge.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.config.keys.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private Instant now = Instant.parse("2026-05-04T12:00:00Z");
  private final Sessions sessions = new Sessions(() -> now);

  @Test
  void opensOneSessionPerCodeAndOnlyOfItsPage() {
    String code = sessions.code(Page.KIOSK);

    assertThat(sessions.redeem(code, Page.DASH)).isEmpty();
    assertThat(sessions.redeem(code, Page.KIOSK))
        .map(redeemed -> redeemed.caller().role())
        .contains(Role.KIOSK);
    assertThat(sessions.redeem(code, Page.KIOSK)).isEmpty();
  }

  @Test
  void forgetsCodesAndSessionsInTime() {
    String code = sessions.code(Page.DASH);
    String secret = sessions.open(Page.DASH, new Caller("ann", Role.REVIEWER, "ann", null, null));
    assertThat(sessions.find(secret, Page.DASH)).isPresent();
    assertThat(sessions.find(secret, Page.KIOSK)).isEmpty();

    now = now.plus(Sessions.SESSION_LIFE);
    assertThat(sessions.find(secret, Page.DASH)).isEmpty();

    now = now.plus(Duration.ofHours(12));
    assertThat(sessions.redeem(code, Page.DASH)).isEmpty();
  }

  @Test
  void slowsDownWhoeverGuesses() {
    SignInThrottle signInThrottle = new SignInThrottle(() -> now);
    for (int i = 0; i < SignInThrottle.MOST_PER_WINDOW; i++) {
      signInThrottle.failed("10.0.0.1");
    }

    assertThatThrownBy(() -> signInThrottle.failed("10.0.0.1"))
        .hasMessageContaining("TOO_MANY_ATTEMPTS");
    signInThrottle.failed("10.0.0.2");
    now = now.plus(SignInThrottle.WINDOW).plusSeconds(1);
    signInThrottle.failed("10.0.0.1");
  }

  @Test
  void countsAWholeNetworkOfVersionSixAsOneAddress() {
    SignInThrottle signInThrottle = new SignInThrottle(() -> now);
    for (int i = 0; i < SignInThrottle.MOST_PER_WINDOW; i++) {
      signInThrottle.failed("2001:db8:1:2::" + i);
    }

    assertThatThrownBy(() -> signInThrottle.failed("2001:db8:1:2:ffff::9"))
        .hasMessageContaining("TOO_MANY_ATTEMPTS");
    signInThrottle.failed("2001:db8:1:3::1");
  }
}
