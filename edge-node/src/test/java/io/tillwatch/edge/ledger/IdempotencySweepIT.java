package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.TestStore;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long idempotency keys are kept where the clock is put right. */
class IdempotencySweepIT {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(3000);

  private TestStore store;
  private RedisLink redis;
  private Instant wall = Instant.parse("2018-01-01T00:00:00Z");
  private long steadyMillis = 5_000;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    store = new TestStore("store-a", dir, "k");
    redis = store.link();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void isADayWhereTheClockIsRight() {
    IdempotencySweep sweep = sweep();
    await(sweep.sweep());
    key("early");
    passes(sweep, DAY.minusMinutes(10));
    key("late");

    assertThat(isKept("early")).isTrue();
    passes(sweep, Duration.ofMinutes(11));

    assertThat(isKept("early")).isFalse();
    assertThat(isKept("late")).isTrue();
  }

  @Test
  void isADayAlsoWhereTheClockJumpsAheadInBetween() {
    IdempotencySweep sweep = sweep();
    await(sweep.sweep());
    key("before");
    passes(sweep, Duration.ofMinutes(5));

    wall = wall.plus(YEARS);
    passes(sweep, DAY.minusMinutes(10));
    key("after");
    assertThat(isKept("before")).isTrue();

    passes(sweep, Duration.ofMinutes(20));
    assertThat(isKept("before")).isFalse();
    assertThat(isKept("after")).isTrue();
  }

  @Test
  void isADayAlsoWhereTheClockJumpsAheadWhileTheNodeIsDown() {
    IdempotencySweep first = sweep();
    await(first.sweep());
    key("before");
    passes(first, Duration.ofMinutes(5));

    wall = wall.plus(YEARS);
    steadyMillis = 1;
    IdempotencySweep second = sweep();
    passes(second, DAY.minusMinutes(10));

    assertThat(isKept("before")).isTrue();
  }

  private IdempotencySweep sweep() {
    return new IdempotencySweep(redis, () -> wall, () -> steadyMillis);
  }

  /** With a sweep at every minute. */
  private void passes(IdempotencySweep sweep, Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      wall = wall.plus(Duration.ofMinutes(1));
      steadyMillis += 60_000;
      await(sweep.sweep());
    }
  }

  private void key(String name) {
    String entry = RedisKeys.idempotency("till", name);
    await(redis.send(Request.cmd(Command.SET).arg(entry).arg("fp id")));
    await(
        redis.send(
            Request.cmd(Command.ZADD)
                .arg(RedisKeys.IDEMPOTENCY_ENTRIES)
                .arg(wall.toEpochMilli())
                .arg(entry)));
  }

  private boolean isKept(String name) {
    return await(redis.send(Request.cmd(Command.EXISTS).arg(RedisKeys.idempotency("till", name))))
        .toBoolean();
  }
}
