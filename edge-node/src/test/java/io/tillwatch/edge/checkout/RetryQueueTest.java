package io.tillwatch.edge.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetryQueueTest {
  private final RetryQueue due = new RetryQueue("not done");
  private final List<String> done = new ArrayList<>();
  private boolean down = true;

  @Test
  void isDoneAtOnceAndNotAgain() {
    down = false;

    due.attempt("a", work("a"));
    due.retry();

    assertThat(done).containsExactly("a");
  }

  @Test
  void whatFailsIsDoneInTheEndOnceHoweverOftenItWasAskedFor() {
    due.attempt("a", work("a"));
    due.attempt("a", work("a"));
    due.attempt("b", work("b"));
    down = false;

    due.retry();

    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void whatFailsAgainIsTriedOnceMore() {
    due.attempt("a", work("a"));
    due.retry();
    due.retry();
    down = false;

    due.retry();

    assertThat(done).containsExactly("a");
  }

  @Test
  void whatCanNeverBeDoneDoesNotStopTheOthers() {
    due.add("never", () -> Future.failedFuture("never"));
    due.add("a", work("a"));
    down = false;

    due.retry();
    assertThat(done).isEmpty();
    due.retry();

    assertThat(done).containsExactly("a");
  }

  @Test
  void whatIsAskedForAgainWhileItIsDoneIsDoneOnceMore() {
    Promise<Void> first = Promise.promise();
    due.add("a", first::future);
    due.retry();

    due.add("a", work("a"));
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
