package io.tillwatch.edge.bus;

import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.UUID;

/**
 * What Vert.x itself measures. Only its pools: how long blocking work waits is a figure that
 * nothing else has. Meters of each message, request and connection would be paid by every checkout,
 * and this node counts what matters of those itself.
 */
final class VertxMeters {
  private static final EnumSet<MetricsDomain> MEASURED = EnumSet.of(MetricsDomain.NAMED_POOLS);

  /** The Redis client's own meters, of each command, have no domain. */
  private static final String REDIS = "redis";

  private VertxMeters() {}

  /** For one Vertx, whose meters are nobody else's in this process. */
  static MicrometerMetricsOptions options() {
    MicrometerMetricsOptions options = new MicrometerMetricsOptions();
    EnumSet.complementOf(MEASURED).forEach(options::addDisabledMetricsCategory);
    options.addDisabledMetricsCategory(REDIS);
    options.setRegistryName(UUID.randomUUID().toString());
    options.setEnabled(true);
    return options;
  }
}
