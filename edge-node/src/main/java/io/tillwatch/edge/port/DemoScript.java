package io.tillwatch.edge.port;

import io.tillwatch.core.fraud.Decision;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Honest customers and frauds who visit the tills of a store that was started for the demo, when
 * somebody asks for them.
 */
public interface DemoScript {
  /** How many visits it has. */
  int visits();

  /**
   * Plays it once, and returns when it is over: seconds to minutes, so not for an event loop.
   *
   * @param told is told each visit as soon as the store has answered; what it throws ends the run
   * @throws RuntimeException where it cannot go on; the message says why and what to do
   */
  Outcome play(Consumer<Visit> told);

  /**
   * A visit that is over.
   *
   * @param title what happened, in a few words
   * @param fraud what it was in truth; the store was not told
   * @param asExpected honest customers are served, frauds stopped
   */
  record Visit(
      String id,
      String title,
      boolean fraud,
      boolean asExpected,
      String transactionId,
      Answer answer) {}

  /**
   * What the store answered.
   *
   * @param score 0..100
   * @param paidMinor what a return was paid in the end; 0 for a sale
   * @param prevented a fraud that was paid nothing, and no longer can be
   */
  record Answer(
      Decision decision,
      int score,
      long askedMinor,
      long paidMinor,
      String currency,
      boolean prevented) {}

  /**
   * What came of a run.
   *
   * @param run in the names of all its customers
   * @param passed every visit was as expected
   * @param valueProtectedMinor what the prevented frauds asked for, as the store counts it
   * @param replication what the store says of its peers
   */
  record Outcome(
      String run,
      boolean passed,
      Counts counts,
      long valueProtectedMinor,
      String currency,
      double detectionRate,
      double preventionRate,
      Replication replication) {}

  /**
   * Numbers of visits.
   *
   * @param detected frauds that were held or blocked
   * @param prevented frauds that were paid nothing
   * @param falsePositives honest visits that were not served at once
   */
  record Counts(
      int legitimate, int fraudAttempts, int detected, int prevented, int falsePositives) {}

  /**
   * Since the node started.
   *
   * @param events ops of other stores that were applied
   * @param latency null where none came
   */
  record Replication(long events, @Nullable Latency latency) {}

  /** From the commit in the origin's Redis to the commit in this store's, in microseconds. */
  record Latency(long averageMicros, long p50Micros, long p99Micros) {}
}
