package io.tillwatch.edge.replication.simulation;

import static io.tillwatch.edge.replication.simulation.SimGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which store logs again what another one lost, in whatever order they come. */
class SalvageLocksTest {
  private static final int LOST = 60;
  private static final List<Integer> HOLDERS = List.of(1, 2, 3);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void isOneWhereTheyComeBackOneBehindTheOtherInAnyOrder(long seed) {
    Random random = new Random(seed);
    SimGroup group = afterALoss(seed);

    List<Integer> order = shuffled(random);
    for (int store : order) {
      group.store(store).restart();
      group.pass(random.nextInt((int) (4 * SECOND)));
    }
    group.pass(40 * SECOND);

    assertThat(group.verdict()).isEqualTo(new ConvergenceChecker.Verdict(0, 0, 0));
    assertThat(group.salvaged()).as("order %s", order).hasSize(LOST);
    assertThat(group.salvaged().values()).as("order %s", order).containsOnly(1L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void leavesToTheNextOneWhatItHadNotLoggedWhenItDied(long seed) {
    Random random = new Random(seed);
    SimGroup group = afterALoss(seed);
    HOLDERS.forEach(store -> group.store(store).restart());
    while (group.salvagedBy(1) < LOST / 2) {
      group.pass(1_000);
    }

    group.store(1).crash();
    group.pass(60 * SECOND);
    long byAll = group.salvagedAt(2);
    group.store(1).restart();
    group.pass(random.nextInt((int) (2 * SECOND)) + 5 * SECOND);

    assertThat(byAll).isEqualTo(LOST);
    assertThat(group.verdict()).isEqualTo(new ConvergenceChecker.Verdict(0, 0, 0));
    assertThat(group.salvaged()).hasSize(LOST);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whoWasAwayFindsItLogged(long seed) {
    SimGroup group = afterALoss(seed);
    List<Integer> order = shuffled(new Random(seed));
    group.store(order.get(1)).restart();
    group.store(order.get(2)).restart();
    group.pass(60 * SECOND);
    long before = group.salvagedAt(0);

    group.store(order.get(0)).restart();
    group.sell(0, 100, 5 * SECOND);
    group.pass(40 * SECOND);

    assertThat(before).isEqualTo(LOST);
    assertThat(group.verdict()).isEqualTo(new ConvergenceChecker.Verdict(0, 0, 0));
    assertThat(group.salvaged().values()).containsOnly(1L);
  }

  /** The first store sold, lost the last of it while all others were down, and sold on. */
  private static SimGroup afterALoss(long seed) {
    SimGroup group = new SimGroup(4, SimStore.KEEPS, seed);
    group.sell(0, 2 * LOST, 5 * SECOND);
    group.pass(2 * SECOND);
    IntStream.range(0, 4).forEach(store -> group.store(store).crash());
    group.store(0).disk().loseWrites(LOST);
    group.store(0).restart();
    group.pass(3 * SECOND);
    group.sell(0, 10, SECOND);
    return group;
  }

  private static List<Integer> shuffled(Random random) {
    List<Integer> order = new ArrayList<>(HOLDERS);
    Collections.shuffle(order, random);
    return order;
  }
}
