package io.tillwatch.core.fraud;

import io.tillwatch.core.retail.Return;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks a third-party service how risky a return is. The answer is 0..100, or null where the service
 * did not answer within its time budget or its circuit is open; asking never fails and never delays
 * an answer beyond the budget.
 */
public interface ExternalScore {
  /** No service: every answer is null, at once. */
  ExternalScore NONE =
      new ExternalScore() {
        @Override
        public CompletionStage<@Nullable Integer> ask(Return refund) {
          return CompletableFuture.completedStage(null);
        }

        @Override
        public @Nullable Figures figures() {
          return null;
        }
      };

  /** The service's opinion of a return. */
  CompletionStage<@Nullable Integer> ask(Return refund);

  /** How asking went so far; null where there is no service. */
  @Nullable Figures figures();

  /**
   * How asking went since the start.
   *
   * @param answered in time, with a score
   * @param timedOut not in time
   * @param failed refused, broken or unreadable
   * @param skipped not asked: the circuit was open, or the service's address is not allowed
   * @param open whether the circuit is open now
   */
  record Figures(long answered, long timedOut, long failed, long skipped, boolean open) {}
}
