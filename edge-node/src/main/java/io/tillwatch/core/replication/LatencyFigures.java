package io.tillwatch.core.replication;

/**
 * Times from the commit in the origin's Redis to the commit in this store's, in microseconds.
 *
 * @param count ops measured
 */
public record LatencyFigures(
    long count, long avgMicros, long minMicros, long p50Micros, long p99Micros, long maxMicros) {}
