package io.tillwatch.edge.fraud.model;

import io.tillwatch.edge.checkout.model.Transaction;
import java.util.concurrent.CompletionStage;

/**
 * Asks a third-party service how risky a transaction is. The answer is 0..100, or null where the
 * service did not answer within its time budget or its circuit is open; asking never fails and
 * never delays an answer beyond the budget. Without a provider every answer is null.
 */
@FunctionalInterface
public interface ExternalScore {
  CompletionStage<Integer> ask(Transaction transaction);
}
