package io.tillwatch.core.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.Member;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcksTest {
  private static final StoreId STORE = new StoreId("store-b");
  private static final StoreId LOG = new StoreId("store-a");
  private static final Instance FIRST = new Instance("one", 1_000);
  private static final Instance SECOND = new Instance("two", 2_000);

  private static final long SILENCE = 2_000;
  private static final long YEARS_AHEAD = 94_608_000_000_000L;

  private final Acks acks = new Acks();

  @Test
  void aHeartbeatThatIsHeardAgainDoesNotRaiseWhatAnotherOneTookBack() {
    Heartbeat before = beat(FIRST, 10, 500);
    acks.learn(before, 0, SILENCE);
    // its disk was replaced
    acks.learn(beat(FIRST, 20, 0), 0, SILENCE);

    acks.learn(before, 0, SILENCE);

    assertThat(acks.of(LOG)).isEqualTo(Position.START);
  }

  @Test
  void aHeartbeatOfARunThatAnotherFollowedDoesNotCount() {
    acks.learn(beat(FIRST, 10, 500), 0, SILENCE);
    acks.learn(beat(SECOND, 1, 3), 5_000, SILENCE);

    acks.learn(beat(FIRST, 99, 500), 5_500, SILENCE);

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 3));
  }

  @Test
  void aRunThatStartedAfterItsClockWasSetBackCounts() {
    acks.learn(beat(SECOND, 10, 500), 0, SILENCE);

    acks.learn(beat(FIRST, 1, 3), 5_000, SILENCE);

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 3));
  }

  @Test
  void aClockThatIsSetBackWhileTheMemberRunsMakesItsWordNoOlder() {
    acks.learn(beat(FIRST, 1, 3, YEARS_AHEAD), 0, SILENCE);

    acks.learn(beat(FIRST, 2, 40, 20), 500, SILENCE);

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 40));
  }

  @Test
  void theElderOfTwoCountsAgainOnceTheYoungerIsSilent() {
    acks.learn(beat(FIRST, 1, 3), 0, SILENCE);
    acks.learn(beat(SECOND, 1, 9), 500, SILENCE);

    acks.learn(beat(FIRST, 2, 4), 4_000, SILENCE);

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 4));
  }

  @Test
  void anOlderNodesHeartbeatsAreOrderedByItsClock() {
    acks.learn(beat(FIRST, 0, 30, 10), 0, SILENCE);
    acks.learn(beat(FIRST, 0, 20, 9), 0, SILENCE);

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 30));
  }

  @Test
  void whatWasNotedBeforeTheStartCountsUntilTheMemberIsHeard() {
    acks.restore(Map.of("store-a", new Position(7, 40)));
    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 40));

    acks.learn(beat(FIRST, 10, 30), 0, SILENCE);
    acks.restore(Map.of("store-a", new Position(7, 90)));

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 30));
  }

  private static Heartbeat beat(Instance instance, long number, long seq) {
    return beat(instance, number, seq, number);
  }

  private static Heartbeat beat(Instance instance, long number, long seq, long sentMicros) {
    LogHead head = seq == 0 ? LogHead.NONE : new LogHead(new Position(7, seq), "");
    return new Heartbeat(
        new Member(STORE, instance, null),
        sentMicros,
        Map.of("store-a", head),
        Map.of(),
        null,
        number,
        null,
        null);
  }
}
