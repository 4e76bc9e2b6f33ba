package io.tillwatch.edge.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetryQueueTest {
  private final RetryQueue retries = new RetryQueue("not done");
  private final List<String> done = new ArrayList<>();
  private boolean down = true;

  @Test
  void isDoneAtOnceAndNotAgain() {
    down = false;

    retries.attempt("a", work("a"));
    retries.retry();

    assertThat(done).containsExactly("a");
  }

  @Test
  void whatFailsIsDoneInTheEndOnceHoweverOftenItWasAskedFor() {
    retries.attempt("a", work("a"));
    retries.attempt("a", work("a"));
    retries.attempt("b", work("b"));
    down = false;

    retries.retry();

    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void whatFailsAgainIsTriedOnceMore() {
    retries.attempt("a", work("a"));
    retries.retry();
    retries.retry();
    down = false;

    retries.retry();

    assertThat(done).containsExactly("a");
  }

  @Test
  void whatCanNeverBeDoneDoesNotStopTheOthers() {
    retries.add("never", () -> Future.failedFuture("never"));
    retries.add("a", work("a"));
    down = false;

    retries.retry();
    assertThat(done).isEmpty();
    retries.retry();

    assertThat(done).containsExactly("a");
  }

  @Test
  void whatIsAskedForAgainWhileItIsDoneIsDoneOnceMore() {
    Promise<Void> first = Promise.promise();
    retries.add("a", first::future);
    retries.retry();

    retries.add("a", work("a"));
    down = false;
    first.complete();

    assertThat(done).containsExactly("a");
  }

  private Supplier<Future<?>> work(String what) {
    return () -> {
      if (down) {
        return Future.failedFuture("the ledger is away");
      }
      done.add(what);
      return Future.succeededFuture();
    };
  }
}
