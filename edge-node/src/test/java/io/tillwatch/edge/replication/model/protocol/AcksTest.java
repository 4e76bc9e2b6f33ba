package io.tillwatch.edge.replication.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.StoreId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcksTest {
  private static final StoreId STORE = new StoreId("store-b");
  private static final StoreId LOG = new StoreId("store-a");
  private static final Instance FIRST = new Instance("one", 1_000);
  private static final Instance SECOND = new Instance("two", 2_000);

  private final Acks acks = new Acks();

  @Test
  void aHeartbeatThatIsHeardAgainDoesNotRaiseWhatAnotherOneTookBack() {
    Heartbeat before = beat(FIRST, 10, 500);
    acks.learn(before);
    // its disk was replaced
    acks.learn(beat(FIRST, 20, 0));

    acks.learn(before);

    assertThat(acks.of(LOG)).isEqualTo(Position.START);
  }

  @Test
  void aHeartbeatOfAnEarlierRunDoesNotCount() {
    acks.learn(beat(SECOND, 10, 3));

    acks.learn(beat(FIRST, 99, 500));

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 3));
  }

  @Test
  void whatWasNotedBeforeTheStartCountsUntilTheMemberIsHeard() {
    acks.restore(Map.of("store-a", new Position(7, 40)));
    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 40));

    acks.learn(beat(FIRST, 10, 30));
    acks.restore(Map.of("store-a", new Position(7, 90)));

    assertThat(acks.of(LOG)).isEqualTo(new Position(7, 30));
  }

  private static Heartbeat beat(Instance instance, long sentMicros, long seq) {
    LogHead head = seq == 0 ? LogHead.NONE : new LogHead(new Position(7, seq), "");
    return new Heartbeat(
        new Member(STORE, instance, null), sentMicros, Map.of("store-a", head), Map.of(), null);
  }
}
