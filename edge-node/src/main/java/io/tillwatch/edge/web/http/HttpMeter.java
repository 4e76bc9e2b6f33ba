package io.tillwatch.edge.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Counts what the HTTP server answered and how long it took, per endpoint. One event loop's. */
public final class HttpMeter {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  public record Series(String method, String path, int status) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      int byPath = (path + method).compareTo(other.path + other.method);
      return byPath != 0 ? byPath : Integer.compare(status, other.status);
    }
  }

  /** A figure that is read when it is asked for. */
  public record Gauge(String name, String help, LongSupplier figure) {}

  private final List<Gauge> gauges = new ArrayList<>();
  private final Map<Series, Long> counts = new TreeMap<>();
  private final Map<String, Histogram> latencies = new TreeMap<>();

  /** Also shows a figure that somebody else keeps. */
  void watch(String gauge, String help, LongSupplier figure) {
    gauges.add(new Gauge(gauge, help, figure));
  }

  public List<Gauge> gauges() {
    return gauges;
  }

  void answered(Endpoint endpoint, int status, long nanos) {
    counts.merge(new Series(endpoint.method().name(), endpoint.path(), status), 1L, Long::sum);
    if (status != 0) {
      latencies
          .computeIfAbsent(
              endpoint.method() + " " + endpoint.path(), path -> new Histogram(LONGEST_MICROS, 2))
          .recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }
  }

  public Map<Series, Long> counts() {
    return counts;
  }

  /** By method and path, in microseconds. */
  public Map<String, Histogram> latencies() {
    return latencies;
  }
}
