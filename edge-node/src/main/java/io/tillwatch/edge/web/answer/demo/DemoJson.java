package io.tillwatch.edge.web.answer.demo;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.edge.port.DemoScript.Answer;
import io.tillwatch.edge.port.DemoScript.Counts;
import io.tillwatch.edge.port.DemoScript.Latency;
import io.tillwatch.edge.port.DemoScript.Outcome;
import io.tillwatch.edge.port.DemoScript.Visit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the demo's script stands.
 *
 * @param run the latest run; null where none was since the node started
 * @param visitsOfScript how many visits a whole run has
 * @param againAt the next run may begin then; null: at once, or when the one under way is over
 */
public record DemoJson(
    State state, int visitsOfScript, @Nullable Instant againAt, @Nullable Run run) {

  /** What the latest run does. */
  public enum State {
    /** No run since the node started. */
    IDLE,
    RUNNING,
    DONE,
    /** It could not go on. */
    FAILED
  }

  /**
   * A run.
   *
   * @param by who asked for it
   * @param endedAt null while it runs
   * @param problem why it could not go on, or null
   * @param visits those that are over, in their order
   * @param report null where it is not over
   */
  public record Run(
      Instant startedAt,
      String by,
      @Nullable Instant endedAt,
      @Nullable String problem,
      List<VisitJson> visits,
      @Nullable ReportJson report) {
    public Run {
      visits = List.copyOf(visits);
    }
  }

  /**
   * A visit that is over: what it was in truth, and what the store made of it.
   *
   * @param prevented a fraud that was paid nothing
   * @param paidMinor what a return was paid in the end
   */
  public record VisitJson(
      String transactionId,
      String title,
      boolean fraud,
      boolean asExpected,
      boolean prevented,
      AssessedJson assessment,
      long askedMinor,
      long paidMinor) {

    public static VisitJson of(Visit visit) {
      Answer answer = visit.answer();
      return new VisitJson(
          visit.transactionId(),
          visit.title(),
          visit.fraud(),
          visit.asExpected(),
          answer.prevented(),
          new AssessedJson(answer.decision(), answer.score()),
          answer.askedMinor(),
          answer.paidMinor());
    }
  }

  /** What the store thought of it. */
  public record AssessedJson(Decision decision, int score) {}

  /**
   * The figures of a run. Rates are known: the script says who is honest.
   *
   * @param passed every visit was as expected
   */
  public record ReportJson(
      boolean passed,
      CountsJson counts,
      long valueProtectedMinor,
      String currency,
      double detectionRate,
      double preventionRate,
      long replicationEvents,
      @Nullable LatencyJson replicationLatency) {

    public static ReportJson of(Outcome outcome) {
      return new ReportJson(
          outcome.passed(),
          CountsJson.of(outcome.counts()),
          outcome.valueProtectedMinor(),
          outcome.currency(),
          outcome.detectionRate(),
          outcome.preventionRate(),
          outcome.replication().events(),
          LatencyJson.of(outcome.replication().latency()));
    }
  }

  /** Numbers of visits. */
  public record CountsJson(
      int legitimateTransactions,
      int fraudAttempts,
      int fraudDetected,
      int fraudPrevented,
      int falsePositives) {

    static CountsJson of(Counts counts) {
      return new CountsJson(
          counts.legitimate(),
          counts.fraudAttempts(),
          counts.detected(),
          counts.prevented(),
          counts.falsePositives());
    }
  }

  /** From the commit in the origin's Redis to the commit in this store's. */
  public record LatencyJson(long averageMicros, long p50Micros, long p99Micros) {
    static @Nullable LatencyJson of(@Nullable Latency latency) {
      return latency == null
          ? null
          : new LatencyJson(latency.averageMicros(), latency.p50Micros(), latency.p99Micros());
    }
  }
}
