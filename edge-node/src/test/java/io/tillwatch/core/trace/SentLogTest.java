package io.tillwatch.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Position;
import org.junit.jupiter.api.Test;

/** When an op was first sent to which store. */
class SentLogTest {
  private final SentLog log = new SentLog();

  @Test
  void saysWhenTheMessageWentThatHadTheOp() {
    log.sent(new Sent("store-b", at(1), 100));
    log.sent(new Sent("store-b", at(4), 400));
    log.sent(new Sent("store-c", at(2), 900));
    log.sent(new Sent("store-b", at(5), 500));

    assertThat(log.at(at(1), "store-b")).isEqualTo(100);
    assertThat(log.at(at(2), "store-b")).isEqualTo(400);
    assertThat(log.at(at(4), "store-b")).isEqualTo(400);
    assertThat(log.at(at(5), "store-b")).isEqualTo(500);
    assertThat(log.at(at(2), "store-c")).isEqualTo(900);
    assertThat(log.at(new Position(8, 1), "store-b")).as("not sent yet").isNull();
    assertThat(log.at(at(1), "store-d")).isNull();
  }

  @Test
  void countsTheFirstTimeWhereAnOpWasSentAgain() {
    log.sent(new Sent("store-b", at(3), 300));
    log.sent(new Sent("store-b", at(2), 700));
    log.sent(new Sent("store-b", at(3), 800));
    log.sent(new Sent("store-b", new Position(9, 1), 900));

    assertThat(log.at(at(3), "store-b")).isEqualTo(300);
    assertThat(log.at(new Position(9, 1), "store-b")).isEqualTo(900);
  }

  @Test
  void saysNothingOfWhatMayHaveBeenSentBeforeTheFirstMessageThatIsKnown() {
    for (int i = 1; i <= SentLog.MOST + 10; i++) {
      log.sent(new Sent("store-b", at(i), i));
    }

    assertThat(log.at(at(3), "store-b")).isNull();
    assertThat(log.at(at(11), "store-b")).isEqualTo(11);
    assertThat(log.at(at(12), "store-b")).isEqualTo(12);
  }

  @Test
  void remembersABoundedNumberOfStores() {
    for (int i = 0; i <= SentLog.MOST_PEERS; i++) {
      log.sent(new Sent("store-" + i, at(1), 100));
    }

    assertThat(log.at(at(1), "store-" + (SentLog.MOST_PEERS - 1))).isEqualTo(100);
    assertThat(log.at(at(1), "store-" + SentLog.MOST_PEERS)).isNull();
  }

  private static Position at(long seq) {
    return new Position(7, seq);
  }
}
