package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.Submission;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps one request from being carried out twice within this node's life: knows what is under way,
 * and remembers recent answers word by word. Across restarts the ledger's own check holds. Lives on
 * checkout's event loop.
 */
final class IdempotencyGuard {
  private static final int REMEMBERED = 10_000;

  private record Done(String fingerprint, Answer.Recorded answer) {}

  private final Map<String, String> underWay = new HashMap<>();
  private final Map<String, Done> done =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Done> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Carries the request out, or says why not: it is under way, was done before, or its key was used
   * for another.
   */
  Future<Answer> once(Submission submission, Supplier<Future<Answer>> work) {
    String key = submission.actor() + " " + submission.key();
    String running = underWay.get(key);
    if (running != null) {
      return Future.succeededFuture(
          running.equals(submission.fingerprint()) ? inProgress() : reused());
    }
    Done earlier = done.get(key);
    if (earlier != null) {
      return Future.succeededFuture(
          earlier.fingerprint().equals(submission.fingerprint())
              ? earlier.answer().again()
              : reused());
    }
    underWay.put(key, submission.fingerprint());
    return work.get()
        .onComplete(
            result -> {
              underWay.remove(key);
              if (result.result() instanceof Answer.Recorded recorded) {
                done.put(key, new Done(submission.fingerprint(), recorded));
              }
            });
  }

  static Answer reused() {
    return Answer.refused(
        Refusal.of(
            Refusal.Code.IDEMPOTENCY_KEY_REUSED,
            "this Idempotency-Key was used for another request; send a new key"));
  }

  private static Answer inProgress() {
    return Answer.refused(
        Refusal.of(
            Refusal.Code.IDEMPOTENCY_IN_PROGRESS,
            "the first request with this Idempotency-Key is still under way; ask again shortly"));
  }
}
