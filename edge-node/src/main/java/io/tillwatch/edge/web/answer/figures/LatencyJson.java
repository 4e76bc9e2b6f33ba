package io.tillwatch.edge.web.answer.figures;

import io.tillwatch.core.replication.LatencyFigures;
import org.jspecify.annotations.Nullable;

/** From the commit in the origin's Redis to the commit in this store's. */
public record LatencyJson(
    long count, long averageMicros, long p50Micros, long p99Micros, long maxMicros) {

  public static @Nullable LatencyJson of(@Nullable LatencyFigures latency) {
    return latency == null
        ? null
        : new LatencyJson(
            latency.count(),
            latency.avgMicros(),
            latency.p50Micros(),
            latency.p99Micros(),
            latency.maxMicros());
  }
}
