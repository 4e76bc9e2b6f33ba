package io.tillwatch.edge.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is costly to know is computed one at a time, and again after a pause. */
class SlowAnswerTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private final List<Promise<String>> computing = new ArrayList<>();
  private final Function<Instant, Future<String>> compute =
      now -> {
        computing.add(Promise.promise());
        return computing.get(computing.size() - 1).future();
      };

  private static SlowAnswer<String> serving(Duration least) {
    return new SlowAnswer<>("something", least, InstantSource.fixed(NOW));
  }

  @Test
  void isComputedOnceHoweverManyAskAndServesForAWhile() {
    SlowAnswer<String> answer = serving(Duration.ofHours(1));

    Future<Void> first = answer.ask("a", compute);
    Future<Void> second = answer.ask("a", compute);
    assertThat(answer.known("a")).isNull();
    assertThat(first.isComplete()).isFalse();
    computing.get(0).complete("found");

    assertThat(first.succeeded()).isTrue();
    assertThat(second.succeeded()).isTrue();
    assertThat(answer.known("a").value()).isEqualTo("found");
    assertThat(answer.known("a").at()).isEqualTo(NOW);
    assertThat(answer.ask("a", compute).succeeded()).isTrue();
    assertThat(computing).hasSize(1);
  }

  @Test
  void isComputedAnewForAnotherKeyAndNotBesideTheFirst() {
    SlowAnswer<String> answer = serving(Duration.ofHours(1));
    answer.ask("a", compute);

    answer.ask("b", compute);
    assertThat(computing).hasSize(1);
    computing.get(0).complete("of a");

    assertThat(answer.known("b")).isNull();
    answer.ask("b", compute);
    assertThat(computing).hasSize(2);
    computing.get(1).complete("of b");
    assertThat(answer.known("b").value()).isEqualTo("of b");
    assertThat(answer.known("a")).isNull();
  }

  @Test
  void isTriedAgainSoonerAfterAFailure() {
    SlowAnswer<String> answer = serving(Duration.ofHours(1));

    Future<Void> first = answer.ask("a", compute);
    computing.get(0).fail("no");
    Duration afterFailure = pause(answer, "a");
    answer.ask("b", compute);
    computing.get(1).complete("found");

    assertThat(first.succeeded()).isTrue();
    assertThat(afterFailure).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
    assertThat(pause(answer, "b")).isGreaterThan(Duration.ofMinutes(55));
  }

  private static Duration pause(SlowAnswer<String> answer, String key) {
    return Duration.ofNanos(answer.known(key).until() - System.nanoTime());
  }

  @Test
  void staysKnownWhereItCannotBeComputedAnew() {
    SlowAnswer<String> answer = serving(Duration.ZERO);
    answer.ask("a", compute);
    computing.get(0).complete("found");

    Await.until(
        "it is computed anew",
        Duration.ofSeconds(10),
        () -> {
          answer.ask("a", compute);
          return computing.size() == 2;
        });
    computing.get(1).fail("no");

    assertThat(answer.known("a").value()).isEqualTo("found");
  }

  @Test
  void isComputedAgainThoughItWasThereAtOnce() {
    SlowAnswer<String> answer = serving(Duration.ZERO);

    answer.ask("a", now -> Future.succeededFuture("first"));
    answer.ask("b", now -> Future.failedFuture("no"));
    answer.ask("c", now -> Future.succeededFuture("third"));

    assertThat(answer.known("c").value()).isEqualTo("third");
  }

  @Test
  void isTriedAgainThoughItCouldNotEvenBegin() {
    SlowAnswer<String> answer = serving(Duration.ZERO);

    Future<Void> first =
        answer.ask(
            "a",
            now -> {
              throw new IllegalStateException("no");
            });

    assertThat(first.succeeded()).isTrue();
    assertThat(answer.known("a").value()).isNull();
  }
}
