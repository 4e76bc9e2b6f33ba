package io.tillwatch.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many entries of the audit trail a filter lets through. */
class AuditIndexTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final AuditIndex trail = new AuditIndex(5_000);

  @Test
  void countsWhatEachFilterLetsThrough() {
    trail.add(NOON, "store-a", "rita", "ALERT_CLAIMED", "al_1");
    trail.add(NOON.plusSeconds(1), "store-a", "rita", "ALERT_RELEASED", "al_1");
    trail.add(NOON.plusSeconds(2), "store-b", "ben", "PHOTO_VIEWED", "ph_1");

    assertThat(total(null, null, null, null, null, null)).isEqualTo(3);
    assertThat(total("rita", null, null, null, null, null)).isEqualTo(2);
    assertThat(total(null, "ALERT_", null, null, null, null)).isEqualTo(2);
    assertThat(total(null, "ALERT_CLAIMED", "al_1", null, null, null)).isEqualTo(1);
    assertThat(total(null, null, "AL_1", null, null, null)).isZero();
    assertThat(total(null, null, null, "store-b", null, null)).isEqualTo(1);
    assertThat(total(null, null, null, null, NOON.plusSeconds(1), null)).isEqualTo(2);
    assertThat(total(null, null, null, null, null, NOON.plusSeconds(1))).isEqualTo(1);
    assertThat(total("nobody", null, null, null, null, null)).isZero();
    assertThat(total(null, null, null, "store-c", null, null)).isZero();
  }

  @Test
  void countsNothingWhileThePastIsReadOrWhereMemoryHadNoRoom() {
    AuditCount all = new AuditCount(null, null, null, null, null, null);
    for (int i = 0; i < 5_000; i++) {
      trail.add(NOON.plusSeconds(i), "store-a", "rita", "ALERT_CLAIMED", "al_" + i);
    }
    assertThat(trail.count(all, false).total()).isNull();
    assertThat(trail.count(all, true).total()).isEqualTo(5_000);

    trail.add(NOON, "store-a", "rita", "ALERT_CLAIMED", "al_x");

    assertThat(trail.count(all, true).total()).isNull();
  }

  private Integer total(
      String actor, String action, String target, String store, Instant from, Instant to) {
    return trail.count(new AuditCount(actor, action, target, store, from, to), true).total();
  }
}
