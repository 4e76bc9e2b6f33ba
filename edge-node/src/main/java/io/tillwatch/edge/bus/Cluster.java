package io.tillwatch.edge.bus;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.config.TcpIpConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.HostPort;
import io.tillwatch.edge.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a Vertx whose event bus reaches the other stores, through a Hazelcast cluster over TCP.
 * Membership is a hint that speeds things up, never the truth: replication works by what peers
 * themselves say.
 */
public final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final int CONNECT_TIMEOUT_MILLIS = 1500;
  private static final int PING_MILLIS = 2000;
  private static final int NO_LINGER = -1;

  /**
   * Half of the cores; the others are Redis's and the camera's. An op goes through five actors, and
   * at a till's pace waking another thread costs more than what an actor does with the op.
   */
  private static final int EVENT_LOOPS =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private Cluster() {}

  /**
   * Joins the cluster, or founds it where nobody answers; both is success. A member that accepts
   * connections and then says nothing (it hangs, or the line swallows what it says) keeps nobody
   * from starting: the cluster is founded without it, and merged when it speaks again.
   *
   * @param meters where Vert.x counts
   */
  public static Future<Vertx> join(ClusterConfig cluster, MeterRegistry meters) {
    return start(cluster, hazelcast(cluster), meters)
        .recover(
            why -> {
              LOG.atWarn()
                  .addKeyValue("cluster", cluster.name())
                  .addKeyValue("error", why.getMessage())
                  .log("could not join the cluster: starting alone, merging later");
              return found(cluster, meters);
            });
  }

  private static Future<Vertx> found(ClusterConfig cluster, MeterRegistry meters) {
    Config config = hazelcast(cluster);
    TcpIpConfig members = config.getAdvancedNetworkConfig().getJoin().getTcpIpConfig();
    List<String> known = List.copyOf(members.getMembers());
    members.clear();
    // looked at again whenever Hazelcast searches for clusters to merge with
    return start(cluster, config, meters).onSuccess(alone -> known.forEach(members::addMember));
  }

  private static Future<Vertx> start(
      ClusterConfig cluster, Config hazelcast, MeterRegistry meters) {
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setMetricsOptions(VertxMeters.options())
                .setEventBusOptions(eventBus(cluster)))
        .withMetrics(new MicrometerMetricsFactory(meters))
        .withClusterManager(new HazelcastClusterManager(hazelcast))
        .buildClustered();
  }

  private static EventBusOptions eventBus(ClusterConfig cluster) {
    EventBusOptions options =
        new EventBusOptions()
            .setHost(cluster.host())
            .setPort(cluster.eventBusPort())
            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PING_MILLIS);
    HostPort reached = cluster.eventBusPublicAddress();
    if (reached != null) {
      options.setClusterPublicHost(reached.host()).setClusterPublicPort(reached.port());
    }
    TlsConfig tls = cluster.tls();
    if (tls.enabled()) {
      options
          .setSsl(true)
          .setKeyCertOptions(MutualTls.own(tls))
          .setTrustOptions(MutualTls.trusted(tls))
          // the event bus trusts everybody unless told otherwise
          .setTrustAll(false)
          .setClientAuth(ClientAuth.REQUIRED);
    }
    return options;
  }

  /**
   * What may come as a serialized Java object on Hazelcast's port, which cannot authenticate who
   * sends it: what members themselves send, and no class that some library brings along.
   */
  private static JavaSerializationFilterConfig membersOwn() {
    ClassFilter allowed =
        new ClassFilter()
            .addPrefixes("[", "com.hazelcast.", "io.vertx.spi.cluster.hazelcast.impl.")
            .addPackages("java.lang", "java.util", "java.util.concurrent", "java.time", "java.net")
            .addPackages("java.io", "java.math");
    return new JavaSerializationFilterConfig().setDefaultsDisabled(true).setWhitelist(allowed);
  }

  static Config hazelcast(ClusterConfig cluster) {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName(cluster.name());
    config
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.wait.seconds.before.join", "1")
        // by default a node that starts beside a silent member waits 300 s for it
        .setProperty("hazelcast.max.join.seconds", "5")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
        // the defaults, 300 s and 120 s, leave the bus dead for minutes after a partition
        .setProperty("hazelcast.merge.first.run.delay.seconds", "5")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "5")
        .setProperty("hazelcast.socket.bind.any", "false");
    config.getSerializationConfig().setJavaSerializationFilterConfig(membersOwn());
    ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(cluster.port()).setPortAutoIncrement(false);
    endpoint.setPublicAddress(cluster.publicAddress().toString());
    endpoint.getInterfaces().setEnabled(true).addInterface(cluster.host());
    // by default what is under way when a node leaves is thrown away, its farewell too
    endpoint.setSocketLingerSeconds(NO_LINGER);
    // an endpoint for members alone: the one for everybody keeps a core busy while the other end of
    // a line hangs, hazelcast/hazelcast#26473
    AdvancedNetworkConfig network =
        config.getAdvancedNetworkConfig().setEnabled(true).setMemberEndpointConfig(endpoint);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
    for (HostPort member : cluster.members()) {
      join.getTcpIpConfig().addMember(member.host() + ":" + member.port());
    }
    return config;
  }
}
