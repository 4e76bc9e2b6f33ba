package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.Require;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How facts travel between stores.
 *
 * @param mode bus: nodes push and pull; database: the Redis replicates by itself and the node tails
 *     the logs
 * @param heartbeat how often a node tells its peers its positions
 * @param suspectAfter silence after which a peer gets no more pushes
 * @param window ops that may be under way to a peer without an acknowledgement
 * @param pullBatch most ops in one pulled range
 * @param trimAge younger ops stay in a log that is within its cap, whoever has them
 * @param trimCap ops of one log beyond which its beginning goes although a peer lacks it; that peer
 *     needs a snapshot then
 * @param httpPeers per store id, the URL by which a node is asked where the bus is unwell; peers
 *     tell their own where absent
 */
public record ReplicationConfig(
    @Default("bus") Mode mode,
    @Default("500ms") Duration heartbeat,
    @Default("2s") Duration suspectAfter,
    @Default("1024") int window,
    @Default("512") int pullBatch,
    @Default("24h") Duration trimAge,
    @Default("1000000") long trimCap,
    Map<String, URI> httpPeers) {

  /** Who moves the facts. */
  public enum Mode {
    BUS,
    DATABASE
  }

  public ReplicationConfig {
    Require.between("heartbeat", heartbeat, Duration.ofMillis(50), Duration.ofSeconds(30));
    Require.between("suspectAfter", suspectAfter, heartbeat.multipliedBy(2), Duration.ofMinutes(5));
    Require.between("window", window, 1, 100_000);
    Require.between("pullBatch", pullBatch, 1, 10_000);
    Require.between("trimAge", trimAge, Duration.ofMinutes(1), Duration.ofDays(365));
    Require.between("trimCap", trimCap, 1_000, 1_000_000_000L);
    httpPeers = Map.copyOf(httpPeers);
  }
}
