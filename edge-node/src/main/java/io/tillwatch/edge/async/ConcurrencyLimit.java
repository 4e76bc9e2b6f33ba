package io.tillwatch.edge.async;

import io.tillwatch.edge.port.LedgerUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets a few pieces of work run at a time, the others in the order they came. One event loop's. */
public final class ConcurrencyLimit {
  private final int atOnce;
  private final int mostWaiting;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int inside;

  public ConcurrencyLimit(int atOnce, int mostWaiting) {
    this.atOnce = atOnce;
    this.mostWaiting = mostWaiting;
  }

  /** The work's answer; fails with LedgerUnavailableException where too many wait already. */
  public <T> Future<T> pass(Supplier<Future<T>> work) {
    if (inside < atOnce) {
      return run(work);
    }
    if (waiting.size() >= mostWaiting) {
      return Future.failedFuture(
          new LedgerUnavailableException("more than " + mostWaiting + " reads wait", null));
    }
    Promise<T> answer = Promise.promise();
    waiting.addLast(() -> run(work).onComplete(answer));
    return answer.future();
  }

  private <T> Future<T> run(Supplier<Future<T>> work) {
    inside++;
    return work.get().onComplete(done -> leave());
  }

  private void leave() {
    inside--;
    Runnable next = waiting.pollFirst();
    if (next != null) {
      next.run();
    }
  }
}
