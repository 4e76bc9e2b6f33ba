package io.tillwatch.tools.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on the measuring thread, which is none of Vert.x's. */
final class BlockingWait {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 1_000_000;

  private BlockingWait() {}

  static <T> T on(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new BenchFailedException("no answer: " + why.getMessage(), e);
    } catch (TimeoutException e) {
      throw new BenchFailedException("no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailedException("interrupted", e);
    }
  }

  /** Whether the condition held in time. */
  static boolean until(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  static void must(String what, BooleanSupplier condition) {
    if (!until(PATIENCE, condition)) {
      throw new BenchFailedException("not within " + PATIENCE.toSeconds() + " s: " + what, null);
    }
  }
}
