package io.tillwatch.edge.web.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts what the HTTP server answered and how long it took, per endpoint. One event loop's. */
public final class HttpMeter {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  /** Quantiles are those since the start: no process lives as long. */
  private static final Duration FOR_GOOD = Duration.ofDays(36_500);

  /** One endpoint's meters; looked up in a registry once, for that costs more than to count. */
  private record Meters(Map<Integer, Counter> answers, Timer duration) {}

  private final MeterRegistry registry;
  private final Map<Endpoint, Meters> endpoints = new IdentityHashMap<>();

  public HttpMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  /** One that nobody reads. */
  public static HttpMeter unread() {
    return new HttpMeter(new CompositeMeterRegistry());
  }

  /** Also shows a figure that somebody else keeps. */
  void watch(String gauge, String help, LongSupplier figure) {
    Gauge.builder(gauge, figure, LongSupplier::getAsLong)
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  void answered(Endpoint endpoint, int status, long nanos) {
    Meters meters =
        endpoints.computeIfAbsent(endpoint, one -> new Meters(new HashMap<>(), duration(one)));
    meters.answers().computeIfAbsent(status, one -> answers(endpoint, one)).increment();
    if (status != 0) {
      meters.duration().record(Math.min(LONGEST_NANOS, nanos), TimeUnit.NANOSECONDS);
    }
  }

  private Counter answers(Endpoint endpoint, int status) {
    return Counter.builder("tillwatch_http_requests_total")
        .description("HTTP requests answered")
        .tag("method", endpoint.method().name())
        .tag("path", endpoint.path())
        .tag("status", String.valueOf(status))
        .register(registry);
  }

  private Timer duration(Endpoint endpoint) {
    return Timer.builder("tillwatch_http_request_duration_seconds")
        .description("From the request's first line to its answer")
        .tag("endpoint", endpoint.method() + " " + endpoint.path())
        .publishPercentiles(0.5, 0.99, 0.999)
        .percentilePrecision(2)
        .distributionStatisticExpiry(FOR_GOOD)
        .distributionStatisticBufferLength(1)
        .register(registry);
  }
}
