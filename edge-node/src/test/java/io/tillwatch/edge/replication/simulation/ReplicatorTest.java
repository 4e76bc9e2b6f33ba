package io.tillwatch.edge.replication.simulation;

import static io.tillwatch.edge.replication.simulation.SimGroup.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.replication.LinkFigures;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.core.replication.protocol.PeerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicatorTest {

  @Test
  void showsTheBacklogOfAStoreThatIsCutOffExactlyAndClearsItWithinSecondsOfTheHeal() {
    SimGroup group = new SimGroup(2);
    group.cut(0, 1);
    int before = group.acknowledged();

    group.sell(0, 30_000, 600 * SECOND);
    group.pass(SECOND);

    LinkFigures cutOff = figures(group, 0, 1);
    assertThat(cutOff.backlog()).isEqualTo(group.acknowledged() - before);
    assertThat(cutOff.oldestUnackedMillis()).isBetween(595_000L, 602_000L);
    assertThat(group.link(0, 1).state()).isEqualTo(PeerState.DOWN);

    group.network().heal();
    group.pass(5 * SECOND);

    assertThat(group.verdict().isSound()).isTrue();
    assertThat(figures(group, 0, 1).backlog()).isZero();
    assertThat(group.link(0, 1).state()).isEqualTo(PeerState.CONNECTED);
  }

  @Test
  void anOpReachesAStoreThroughAThirdOneWhereItsOriginCannot() {
    SimGroup group = new SimGroup(3);
    group.cut(0, 2);

    group.sell(0, 200, 10 * SECOND);
    group.sell(2, 200, 10 * SECOND);
    group.pass(2 * SECOND);

    assertThat(group.verdict().isSound()).isTrue();
  }

  @Test
  void aStoreWhoseDiskLostItsTailGetsItBackBeforeItsFirstCommit() {
    SimGroup group = new SimGroup(3);
    group.sell(0, 100, 5 * SECOND);
    group.sell(1, 100, 5 * SECOND);
    group.pass(SECOND);
    group.store(0).crash();
    group.store(0).disk().loseTail(40);

    group.store(0).restart();
    group.pass(SECOND);
    group.sell(0, 50, 5 * SECOND);
    group.pass(2 * SECOND);

    assertThat(group.verdict()).isEqualTo(new ConvergenceChecker.Verdict(0, 0, 0));
  }

  @Test
  void aTailThatNoReachablePeerHadComesBackByThePeersThatHeldIt() {
    SimGroup group = new SimGroup(3);
    group.sell(0, 100, 5 * SECOND);
    group.pass(SECOND);
    group.store(0).crash();
    group.cut(0, 1);
    group.cut(0, 2);
    int lost = group.store(0).disk().loseWrites(40).size();

    group.store(0).restart();
    group.pass(3 * SECOND);
    group.sell(0, 50, 5 * SECOND);
    group.network().heal();
    group.pass(5 * SECOND);

    assertThat(lost).isEqualTo(40);
    assertThat(group.acknowledged()).isEqualTo(150);
    assertThat(group.verdict()).isEqualTo(new ConvergenceChecker.Verdict(0, 0, 0));
    assertThat(figures(group, 0, 1).backlog()).isZero();
  }

  @Test
  void aStoreThatLostAWholeEpochAndItsClockWithItLosesNothingThatItSoldSince() {
    SimGroup group = new SimGroup(3);
    group.sell(0, 30, SECOND);
    group.store(0).crash();
    group.store(0).restart();
    group.sell(0, 30, SECOND);
    group.pass(SECOND);
    group.store(0).crash();
    group.store(0).disk().loseWrites(40);
    group.store(0).setClock(500 * SECOND);
    group.cut(0, 1);
    group.cut(0, 2);

    group.store(0).restart();
    group.pass(3 * SECOND);
    group.sell(0, 20, SECOND);
    group.network().heal();
    group.pass(2 * SECOND);
    group.sell(0, 20, SECOND);
    group.pass(5 * SECOND);

    assertThat(group.acknowledged()).isGreaterThanOrEqualTo(90);
    assertThat(group.verdict()).isEqualTo(new ConvergenceChecker.Verdict(0, 0, 0));
  }

  @Test
  void aLateTailIsBroughtBackBeforeTheFirstCommitIfItTurnsUpByThen() {
    SimGroup group = new SimGroup(2);
    group.sell(0, 100, 5 * SECOND);
    group.pass(SECOND);
    group.store(0).crash();
    group.cut(0, 1);
    group.store(0).disk().loseWrites(40);
    group.store(0).restart();
    group.pass(3 * SECOND);

    group.network().heal();
    group.pass(3 * SECOND);
    group.sell(0, 10, SECOND);
    group.pass(SECOND);

    assertThat(group.verdict()).isEqualTo(new ConvergenceChecker.Verdict(0, 0, 0));
    assertThat(group.store(1).disk().lost()).isEmpty();
  }

  @Test
  void aStoreThatLostEverythingGetsItBack() {
    SimGroup group = new SimGroup(2);
    group.sell(0, 300, 5 * SECOND);
    group.pass(SECOND);
    group.store(0).crash();
    group.store(0).disk().loseTail(1_000);

    group.store(0).restart();
    group.pass(3 * SECOND);

    assertThat(group.verdict().isSound()).isTrue();
  }

  @Test
  void aLogThatContradictsWhatIsKnownOfItIsFrozenAndTheRestGoesOn() {
    SimGroup group = new SimGroup(3);
    group.sell(0, 20, SECOND);
    group.pass(SECOND);
    // somebody rewrites the end of the store's log on its own disk while it is down
    group.store(0).crash();
    group.store(0).disk().rewriteLast("forged");

    group.store(0).restart();
    group.pass(2 * SECOND);
    group.sell(1, 50, 2 * SECOND);
    group.pass(2 * SECOND);

    assertThat(group.link(1, 0).state()).isEqualTo(PeerState.DIVERGED);
    assertThat(figures(group, 1, 0).counts().diverged()).isEqualTo(1);
    assertThat(group.store(1).disk().heads().get("s1"))
        .isEqualTo(group.store(2).disk().heads().get("s1"));
  }

  @Test
  void whatAStoreHeardNeverRunsAheadOfWhatItHolds() {
    SimGroup group = new SimGroup(2);
    group.sell(0, 20, SECOND);
    group.pass(SECOND);
    Replicator listener = group.store(1).run().replicator();
    long level = listener.heardMicros(group.link(1, 0));
    long now = group.store(1).run().wallMicros();

    assertThat(level).isBetween(now - 2 * SECOND, now);

    group.cut(0, 1);
    group.sell(0, 20, 3 * SECOND);

    assertThat(listener.heardMicros(group.link(1, 0))).isBetween(level, now + SECOND);
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "0, -3", "1, 3", "1, -3"})
  void noClockThatWasWrongMakesAStoreHeardForLongerOrShorter(int wrong, long years) {
    SimGroup group = new SimGroup(2);
    group.sell(0, 20, SECOND);
    group.pass(SECOND);
    group.store(wrong).setClock(years * 365 * 86_400 * SECOND);
    group.pass(5 * SECOND);
    Replicator listener = group.store(1).run().replicator();
    long now = group.store(1).run().wallMicros();
    assertThat(listener.heardMicros(group.link(1, 0))).isBetween(now - 2 * SECOND, now);

    group.store(wrong).setClock(0);
    group.pass(5 * SECOND);
    group.cut(0, 1);
    group.pass(20 * SECOND);

    now = group.store(1).run().wallMicros();
    assertThat(listener.heardMicros(group.link(1, 0)))
        .isBetween(now - 22 * SECOND, now - 20 * SECOND);
    group.network().heal();
    group.pass(5 * SECOND);
    now = group.store(1).run().wallMicros();
    assertThat(listener.heardMicros(group.link(1, 0))).isBetween(now - 2 * SECOND, now);
  }

  @Test
  void aLogThatIsRefusedIsTriedLessAndLessButEveryMinute() {
    SimGroup group = new SimGroup(3);
    group.store(1).disk().refuse(group.store(0).id());
    group.sell(0, 20, SECOND);
    group.pass(300 * SECOND);

    // two ways to get it, and a push; at each heartbeat it would be 600 times each
    long before = figures(group, 1, 0).counts().refused();
    assertThat(before).isBetween(15L, 45L);
    group.pass(120 * SECOND);
    assertThat(figures(group, 1, 0).counts().refused() - before).isBetween(3L, 9L);

    group.store(1).disk().refuse(null);
    group.pass(61 * SECOND);
    assertThat(group.verdict().isSound()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void aLogThatWasRefusedIsTriedAtOnceWhereANodeOfEitherStoreStartsAnew(int restarted) {
    SimGroup group = new SimGroup(2);
    group.store(1).disk().refuse(group.store(0).id());
    group.sell(0, 20, SECOND);
    group.pass(300 * SECOND);
    group.store(1).disk().refuse(null);

    group.store(restarted).crash();
    group.store(restarted).restart();
    group.pass(3 * SECOND);

    assertThat(group.verdict().isSound()).isTrue();
  }

  private static LinkFigures figures(SimGroup group, int of, int to) {
    return group.store(of).run().replicator().figures(group.link(of, to));
  }
}
