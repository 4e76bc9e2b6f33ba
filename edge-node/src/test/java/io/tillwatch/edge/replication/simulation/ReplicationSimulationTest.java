package io.tillwatch.edge.replication.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Two to five stores under loss, repeats, reordering, partitions, crashes and skewed clocks. A
 * failing seed is named and plays the same again: {@code -Dtillwatch.seed=N}; {@code
 * -Dtillwatch.seeds=5000} plays more.
 */
class ReplicationSimulationTest {
  private static final int SEEDS = Integer.getInteger("tillwatch.seeds", 200);
  private static final long FIRST = Long.getLong("tillwatch.seed", 1);

  @Test
  void losesNothingRepeatsNothingAndEndsEqualWhateverHappens() {
    int count = System.getProperty("tillwatch.seed") == null ? SEEDS : 1;
    List<String> unsound = new ArrayList<>();
    long acknowledged = 0;
    long snapshots = 0;
    for (long seed = FIRST; seed < FIRST + count; seed++) {
      Scenario scenario = new Scenario(seed, true);
      ConvergenceChecker.Verdict verdict = scenario.play();
      acknowledged += scenario.acknowledged();
      snapshots += scenario.snapshots();
      if (!verdict.isSound()) {
        unsound.add("seed " + seed + ": " + verdict);
      }
    }

    assertThat(unsound).isEmpty();
    assertThat(acknowledged).isGreaterThan(100L * count);
    // else nobody ever came back for what was trimmed, and this shows nothing of it
    assertThat(snapshots).isGreaterThan(count > 10 ? count / 10 : -1);
  }

  @Test
  void theSameSeedPlaysTheSame() {
    assertThat(heads(7)).isEqualTo(heads(7));
  }

  @Test
  void theCheckerTurnsRedWhereTheGapCheckIsOff() {
    long red =
        LongStream.rangeClosed(1, 20)
            .filter(seed -> !new Scenario(seed, false).play().isSound())
            .count();

    assertThat(red).isGreaterThan(10);
  }

  @Test
  void theCheckerTurnsRedWhereLostTailsAreNotSalvaged() {
    // few seeds lose a tail that somebody else holds: it stops at the fourth that shows it
    long red =
        LongStream.rangeClosed(1, 300)
            .filter(
                seed -> {
                  Scenario scenario = new Scenario(seed, true);
                  scenario.stores().forEach(SimStore::neverSalvage);
                  return !scenario.play().isSound();
                })
            .limit(4)
            .count();

    assertThat(red).isEqualTo(4);
  }

  private static List<?> heads(long seed) {
    Scenario scenario = new Scenario(seed, true);
    scenario.play();
    return scenario.stores().stream().map(store -> store.disk().heads()).toList();
  }
}
