package io.tillwatch.edge.replication.simulation;

import static io.tillwatch.edge.replication.simulation.SimGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.oplog.StoreId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs that lose their beginning, and stores that come back for it. */
class TrimAndSnapshotTest {
  private static final ConvergenceChecker.Verdict SOUND = new ConvergenceChecker.Verdict(0, 0, 0);

  @Test
  void trimsWhatEveryMemberHasAndThatIsOld() {
    SimGroup group = new SimGroup(3, SimStore.TRIMS);

    group.sell(0, 300, 10 * SECOND);
    group.pass(5 * SECOND);

    for (int store = 0; store < 3; store++) {
      assertThat(length(group, store, 0)).isZero();
      assertThat(group.store(store).snapshots()).isZero();
    }
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void keepsWhatOneMemberLacksAsLongAsTheLogIsWithinItsCap() {
    SimGroup group = new SimGroup(3, SimStore.TRIMS);
    group.pass(5 * SECOND);
    isolate(group, 2);

    group.sell(0, 80, 10 * SECOND);
    group.pass(20 * SECOND);

    assertThat(length(group, 0, 0)).isEqualTo(80);
    assertThat(length(group, 1, 0)).isEqualTo(80);
    group.network().heal();
    group.pass(5 * SECOND);
    assertThat(length(group, 0, 0)).isZero();
    assertThat(group.store(2).snapshots()).isZero();
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void aRestartedNodeTrimsNothingThatAMemberLacksWhomItHasNotHeardSince() {
    SimGroup group = new SimGroup(3, SimStore.TRIMS);
    group.pass(5 * SECOND);
    group.store(2).crash();
    group.sell(0, 50, 5 * SECOND);

    group.store(0).crash();
    group.store(0).start(List.of(new StoreId("s1")));
    group.pass(20 * SECOND);

    assertThat(length(group, 0, 0)).isGreaterThanOrEqualTo(50);
    group.store(2).restart();
    group.pass(5 * SECOND);
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void cutsAMemberOffBeyondTheCapNamesItAndFillsItWhenItComesBack() {
    SimGroup group = new SimGroup(3, SimStore.TRIMS);
    isolate(group, 2);

    group.sell(0, 500, 10 * SECOND);
    group.sell(2, 500, 10 * SECOND);
    group.pass(2 * SECOND);

    assertThat(length(group, 0, 0)).isLessThanOrEqualTo(100);
    assertThat(group.store(0).cutOff()).isEqualTo(1);
    assertThat(group.store(0).run().replicator().trims().needsSnapshot(group.link(0, 2))).isTrue();
    assertThat(group.store(0).run().replicator().trims().needsSnapshot(group.link(0, 1))).isFalse();

    group.network().heal();
    group.pass(5 * SECOND);

    assertThat(group.store(2).snapshots()).isPositive();
    assertThat(group.store(0).run().replicator().trims().needsSnapshot(group.link(0, 2))).isFalse();
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void twoStoresThatOutgrewEachOtherFillEachOther() {
    SimGroup group = new SimGroup(2, SimStore.TRIMS);
    isolate(group, 1);
    group.sell(0, 700, 10 * SECOND);
    group.sell(1, 700, 10 * SECOND);

    group.network().heal();
    group.pass(8 * SECOND);

    assertThat(group.store(0).snapshots()).isPositive();
    assertThat(group.store(1).snapshots()).isPositive();
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void aStoreWhoseDiskWasLostGoesOnBehindItsOwnLogAndGetsAllFactsBack() {
    SimGroup group = new SimGroup(3, SimStore.TRIMS);
    group.sell(0, 400, 10 * SECOND);
    group.sell(1, 400, 10 * SECOND);
    group.pass(5 * SECOND);
    group.store(0).crash();
    group.store(0).disk().wipe();

    group.store(0).restart();
    group.pass(SECOND / 2);
    group.sell(0, 50, SECOND);
    group.sell(1, 50, SECOND);
    group.pass(5 * SECOND);

    assertThat(group.store(0).snapshots()).isEqualTo(1);
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void aSnapshotGoesOnWhereItWasAfterARestartOfTheJoiner() {
    SimGroup group = grown();
    fillUntilHalf(group);
    long done = state(group).done();

    group.store(2).crash();
    group.store(2).restart();

    assertThat(state(group).done()).isEqualTo(done);
    assertThat(state(group).isUnderWay()).isTrue();
    group.pass(8 * SECOND);
    assertThat(group.store(2).snapshots()).isEqualTo(1);
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void aSliceThatComesWithoutItsCursorIsAskedForAgain() {
    SimGroup group = grown();
    fillUntilHalf(group);
    SimStore giver = group.store(state(group).from().value().equals("s0") ? 0 : 1);

    giver.dropCursors(3);
    group.pass(20 * SECOND);

    assertThat(giver.cursorsToDrop()).isZero();
    assertThat(group.store(2).snapshots()).isEqualTo(1);
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void aSnapshotGoesOnWhereItWasAfterARestartOfTheGiver() {
    SimGroup group = grown();
    fillUntilHalf(group);
    SnapshotState half = state(group);
    SimStore giver = group.store(half.from().value().equals("s0") ? 0 : 1);

    giver.crash();
    group.pass(3 * SECOND);
    assertThat(state(group).isUnderWay()).isTrue();
    giver.restart();
    group.pass(8 * SECOND);

    assertThat(group.store(2).snapshots()).isEqualTo(1);
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  @Test
  void aSnapshotBeginsAnewWithAnotherGiverWhereTheFirstOneIsGone() {
    SimGroup group = grown();
    fillUntilHalf(group);
    SimStore giver = group.store(state(group).from().value().equals("s0") ? 0 : 1);

    giver.crash();
    group.pass(20 * SECOND);

    assertThat(state(group).isUnderWay()).isFalse();
    giver.restart();
    group.pass(5 * SECOND);
    assertThat(group.verdict()).isEqualTo(SOUND);
  }

  /** Three stores of which the last one's disk was lost when there were thousands of facts. */
  private static SimGroup grown() {
    SimGroup group = new SimGroup(3, SimStore.TRIMS);
    group.sell(0, 3_000, 20 * SECOND);
    group.sell(1, 3_000, 20 * SECOND);
    group.pass(5 * SECOND);
    group.store(2).crash();
    group.store(2).disk().wipe();
    group.store(2).restart();
    return group;
  }

  private static void fillUntilHalf(SimGroup group) {
    for (int i = 0; i < 10_000 && state(group).done() < 2_000; i++) {
      group.pass(1_000);
    }
    assertThat(state(group).done()).isBetween(2_000L, 5_000L);
  }

  private static SnapshotState state(SimGroup group) {
    return group.store(2).run().replicator().snapshots().state();
  }

  private static int length(SimGroup group, int store, int origin) {
    return group.store(store).disk().length(group.store(origin).id());
  }

  private static void isolate(SimGroup group, int store) {
    for (int other = 0; other < group.size(); other++) {
      if (other != store) {
        group.cut(store, other);
      }
    }
  }
}
