package io.tillwatch.tools.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run. Counts, money and rates are computed from the stores' answers and the
 * script's labels; replication is what the two nodes measured.
 *
 * @param valueProtectedMinor what the prevented frauds asked for, as Store A counts it: the formula
 *     is in docs/analytics.md
 * @param replicationEvents ops applied in the two stores since their nodes started
 * @param replicationLatency null where nothing was measured
 * @param passed every fraud was stopped and every honest customer served
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Report(
    String run,
    int legitimateTransactions,
    int fraudAttempts,
    int fraudDetected,
    int fraudPrevented,
    long valueProtectedMinor,
    String currency,
    long replicationEvents,
    @Nullable Latency replicationLatency,
    double detectionRate,
    double preventionRate,
    int falsePositives,
    boolean passed,
    List<StepReport> steps) {

  /**
   * From the commit in the origin's Redis to the commit in the peer's.
   *
   * @param averageMicros over both directions, weighted by their number of ops
   * @param p50Micros of the slower direction
   * @param p99Micros of the slower direction
   * @param maxMicros of the slower direction
   * @param clockErrorMicros how wrong the difference of the two clocks may be
   */
  public record Latency(
      long count,
      long averageMicros,
      long p50Micros,
      long p99Micros,
      long maxMicros,
      long clockErrorMicros) {

    static Latency none() {
      return new Latency(0, 0, 0, 0, 0, 0);
    }

    Latency plus(JsonNode peer) {
      JsonNode more = peer.path("latency");
      long added = more.path("count").asLong();
      if (added == 0) {
        return this;
      }
      long sum = averageMicros * count + more.path("averageMicros").asLong() * added;
      return new Latency(
          count + added,
          Math.round((double) sum / (count + added)),
          Math.max(p50Micros, more.path("p50Micros").asLong()),
          Math.max(p99Micros, more.path("p99Micros").asLong()),
          Math.max(maxMicros, more.path("maxMicros").asLong()),
          Math.max(clockErrorMicros, peer.path("clockErrorMicros").asLong()));
    }
  }

  /** One step, as it goes into the JSON report. */
  public record StepReport(
      String id,
      String chapter,
      String title,
      String label,
      String storeId,
      String expected,
      boolean asExpected,
      String transactionId,
      String decision,
      int score,
      List<String> reasons,
      long askedMinor,
      long refundMinor,
      @Nullable Boolean faceVerified,
      boolean declinedByReviewer,
      long answerMicros,
      long committedMicros,
      @Nullable Long alertSeenByOtherStoreMillis) {

    static StepReport of(StepResult result) {
      return new StepReport(
          result.step().id(),
          result.step().chapter().name(),
          result.step().title(),
          result.step().label().name(),
          result.step().shop().title(),
          result.step().expected().name(),
          result.isAsExpected(),
          result.transactionId(),
          result.judged().decision().name(),
          result.judged().score(),
          result.judged().reasons().stream().map(StepResult.Reason::toString).toList(),
          result.money().askedMinor(),
          result.money().paidMinor(),
          result.faceVerified(),
          result.declined(),
          result.times().answerMicros(),
          result.times().committedMicros(),
          result.times().alertSeenMillis() < 0 ? null : result.times().alertSeenMillis());
    }
  }

  public Report {
    steps = List.copyOf(steps);
  }

  /**
   * Makes the report.
   *
   * @param asked what each attempt that was paid nothing asked for, by transaction id
   * @param replication both nodes' answers of {@code GET /replication}
   */
  static Report of(
      String run, List<StepResult> results, Map<String, Long> asked, List<JsonNode> replication) {
    int attempts = count(results, result -> result.step().isFraud());
    int detected = count(results, StepResult::isDetected);
    int prevented = count(results, StepResult::isPrevented);
    Latency latency = latency(replication);
    return new Report(
        run,
        results.size() - attempts,
        attempts,
        detected,
        prevented,
        results.stream()
            .filter(StepResult::isPrevented)
            .mapToLong(result -> asked.getOrDefault(result.transactionId(), 0L))
            .sum(),
        TillRequests.CURRENCY,
        replication.stream().mapToLong(node -> node.path("events").asLong()).sum(),
        latency.count() == 0 ? null : latency,
        rate(detected, attempts),
        rate(prevented, attempts),
        count(results, StepResult::isFalsePositive),
        results.stream().allMatch(StepResult::isAsExpected),
        results.stream().map(StepReport::of).toList());
  }

  private static int count(List<StepResult> results, Predicate<StepResult> which) {
    return (int) results.stream().filter(which).count();
  }

  private static double rate(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static Latency latency(List<JsonNode> replication) {
    Latency latency = Latency.none();
    for (JsonNode node : replication) {
      for (JsonNode peer : node.path("peers")) {
        latency = latency.plus(peer);
      }
    }
    return latency;
  }
}
