package io.tillwatch.core.fraud.scoring;

import static io.tillwatch.core.fraud.scoring.Shop.NOON;
import static io.tillwatch.core.fraud.scoring.Shop.refund;
import static io.tillwatch.core.fraud.scoring.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.retail.SyncMarker;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final Map<String, Assessment> answers = new LinkedHashMap<>();
  private final List<RuleFinding> findings = new ArrayList<>();
  private final Replay replay =
      new Replay(
          Shop.CONTEXT,
          Rules.standard(),
          Replay.Opinion.NONE,
          new Replay.Sink() {
            @Override
            public void assessed(Transaction transaction, Assessment assessment) {
              answers.put(transaction.id(), assessment);
            }

            @Override
            public void found(RuleFinding finding) {
              findings.add(finding);
            }
          });

  private static Visibility late(String store, Instant at) {
    return new Visibility(Map.of(store, at));
  }

  @Test
  void findsADoubleRefundAcrossAPartitionOnceBothSidesAreHeard() {
    Instant healed = NOON.plusSeconds(6 * 86_400);
    replay.play(sale("r1").done(), Visibility.AT_ONCE);
    replay.play(refund("e1", "r1").face(0.8).done(), late("B", healed));
    replay.play(
        refund("e2", "r1").at(NOON.plusSeconds(5 * 86_400 + 3_600)).in("B").face(0.8).done(),
        late("A", healed));

    assertThat(answers.get("e2").decision()).isEqualTo(Decision.APPROVE);
    assertThat(findings).isEmpty();
    replay.play(new SyncMarker("y", healed, "A"), Visibility.AT_ONCE);

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.of()).isEqualTo("e2");
              assertThat(finding.id()).isEqualTo("DOUBLE_REFUND:e2");
              assertThat(finding.decision()).isEqualTo(Decision.BLOCK);
            });
    replay.finish();
    assertThat(findings).hasSize(1);
  }

  @Test
  void doesNotBlockForASaleThatArrivesLate() {
    replay.play(sale("r1").done(), late("B", NOON.plusSeconds(9 * 86_400)));
    replay.play(refund("e1", "r1").in("B").done(), Visibility.AT_ONCE);
    replay.finish();

    assertThat(answers.get("e1").decision()).isEqualTo(Decision.APPROVE);
    assertThat(answers.get("e1").remedy()).isEqualTo(Remedy.WAIT_FOR_SYNC);
    assertThat(findings).isEmpty();
  }

  @Test
  void aStoreThatReportedLatelyMayCallAReceiptInvented() {
    Instant soon = NOON.plusSeconds(5 * 86_400 - 30);
    replay.play(new SyncMarker("y0", NOON, "B"), Visibility.AT_ONCE);
    replay.play(new SyncMarker("y1", soon, "A"), Visibility.AT_ONCE);
    replay.play(refund("e1", "nowhere").done(), Visibility.AT_ONCE);
    replay.play(
        refund("e2", "nowhere").in("B").by("bob").to(Shop.card("tok-bob")).done(),
        Visibility.AT_ONCE);

    assertThat(answers.get("e1").decision()).isEqualTo(Decision.BLOCK);
    assertThat(answers.get("e2").decision()).isEqualTo(Decision.APPROVE);
  }

  @Test
  void aStreamWithoutReportsIsAlwaysCurrent() {
    replay.play(refund("e1", "nowhere").done(), Visibility.AT_ONCE);

    assertThat(answers.get("e1").decision()).isEqualTo(Decision.BLOCK);
  }
}
