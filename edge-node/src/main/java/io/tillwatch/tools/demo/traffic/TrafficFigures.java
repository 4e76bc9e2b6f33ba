package io.tillwatch.tools.demo.traffic;

import io.tillwatch.core.fraud.Decision;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What the traffic met: answers, times and decisions. Times run from the moment a request was due,
 * so that a node which makes others wait cannot hide it. Safe for use by several threads.
 */
public final class TrafficFigures {
  private static final long MAX_MICROS = 120_000_000L;
  private static final int DIGITS = 3;
  private static final int MOST_REASONS = 20;

  private final Histogram micros = new Histogram(MAX_MICROS, DIGITS);
  private final Map<Visit.Kind, Map<Decision, Long>> decisions = new EnumMap<>(Visit.Kind.class);
  private final Map<String, Long> failures = new TreeMap<>();
  private long left;
  private long firstNanos;
  private long lastNanos;

  synchronized void answered(Visit visit, Decision decision, long dueNanos, long nowNanos) {
    micros.recordValue(Math.min(MAX_MICROS, Math.max(0, (nowNanos - dueNanos) / 1_000)));
    decisions
        .computeIfAbsent(visit.kind(), kind -> new EnumMap<>(Decision.class))
        .merge(decision, 1L, Long::sum);
    firstNanos = firstNanos == 0 ? dueNanos : firstNanos;
    lastNanos = nowNanos;
  }

  /** No answer, or none that counts, and why; of very many different reasons some are kept. */
  synchronized void failed(String what) {
    boolean kept = failures.containsKey(what) || failures.size() < MOST_REASONS;
    failures.merge(kept ? what : "other reasons", 1L, Long::sum);
  }

  /** How it stands, in one line. */
  public synchronized String line() {
    return "%d answers, p50 %.1f ms, p99 %.1f ms, %d failed, %d left out"
        .formatted(
            micros.getTotalCount(),
            micros.getValueAtPercentile(50) / 1e3,
            micros.getValueAtPercentile(99) / 1e3,
            failures(),
            left);
  }

  /** Why requests failed, most frequent first. */
  public synchronized List<String> reasons() {
    return failures.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(reason -> reason.getValue() + " x " + reason.getKey())
        .toList();
  }

  /** A visit was due while as many as allowed were under way: it never happened. */
  synchronized void leftOut() {
    left++;
  }

  public synchronized long answers() {
    return micros.getTotalCount();
  }

  public synchronized long failures() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Name and value of every figure, for text and JSON alike. */
  public synchronized Map<String, Object> toMap() {
    Map<String, Object> figures = new LinkedHashMap<>();
    double seconds = Math.max(1e-9, (lastNanos - firstNanos) / 1e9);
    figures.put("answers", micros.getTotalCount());
    figures.put("answersPerSecond", Math.round(micros.getTotalCount() / seconds * 10) / 10.0);
    figures.put("p50Micros", micros.getValueAtPercentile(50));
    figures.put("p90Micros", micros.getValueAtPercentile(90));
    figures.put("p99Micros", micros.getValueAtPercentile(99));
    figures.put("maxMicros", micros.getMaxValue());
    figures.put("leftOut", left);
    figures.put("failures", new TreeMap<>(failures));
    Map<String, Object> byKind = new LinkedHashMap<>();
    decisions.forEach((kind, counts) -> byKind.put(kind.name(), new EnumMap<>(counts)));
    figures.put("decisions", byKind);
    figures.put("fraudPaid", paid(true));
    figures.put("honestNotServed", notServed());
    return figures;
  }

  private long paid(boolean fraud) {
    return decisions.entrySet().stream()
        .filter(entry -> entry.getKey().isFraud() == fraud)
        .mapToLong(entry -> entry.getValue().getOrDefault(Decision.APPROVE, 0L))
        .sum();
  }

  private long notServed() {
    long honest =
        decisions.entrySet().stream()
            .filter(entry -> !entry.getKey().isFraud())
            .flatMap(entry -> entry.getValue().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return honest - paid(false);
  }
}
