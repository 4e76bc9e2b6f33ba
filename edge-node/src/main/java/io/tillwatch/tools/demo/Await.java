package io.tillwatch.tools.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition by asking for it again and again. */
final class Await {
  private static final Duration OFTEN = Duration.ofMillis(20);

  private Await() {}

  /** The first answer that is there; empty where none came in time. */
  static <T> Optional<T> until(Duration patience, Supplier<Optional<T>> question) {
    return until(patience, OFTEN, question);
  }

  /** The same, asking less often. */
  static <T> Optional<T> until(Duration patience, Duration every, Supplier<Optional<T>> question) {
    Executor later = CompletableFuture.delayedExecutor(every.toMillis(), TimeUnit.MILLISECONDS);
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<T> answer = question.get();
    while (answer.isEmpty() && System.nanoTime() < deadline) {
      answer = CompletableFuture.supplyAsync(question, later).join();
    }
    return answer;
  }

  /** Lets that much time pass. */
  static void pause(Duration time) {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
        .join();
  }

  /** Returns once the condition holds; throws what is given where it does not in time. */
  static void must(
      Duration patience, BooleanSupplier condition, Supplier<DemoFailedException> failure) {
    if (until(patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
        .isEmpty()) {
      throw failure.get();
    }
  }
}
