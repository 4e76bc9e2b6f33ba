package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.HostPort;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.FaultProxy;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two members whose lines to each other can be cut. */
class ClusterIT {
  private static final Duration MERGED = Duration.ofSeconds(40);
  private static final Duration WHILE_IT_HANGS = Duration.ofSeconds(6);

  @Test
  void startsBesideMemberThatSaysNothingAndMergesWhenItSpeaks() throws Exception {
    int portA = Ports.free();
    int portB = Ports.free();
    try (FaultProxy toA = new FaultProxy(portA);
        FaultProxy toB = new FaultProxy(portB)) {
      List<HostPort> members = List.of(at(toA.port()), at(toB.port()));
      String name = "silent-" + portA;
      Vertx b = join(name, portB, members, at(toB.port()));
      toA.cut();
      toB.cut();

      Vertx a = join(name, portA, members, at(toA.port()));

      assertThat(sizes(name)).containsOnly(1);
      toA.heal();
      toB.heal();
      Await.until("they are one cluster", MERGED, () -> sizes(name).equals(List.of(2, 2)));
      done(a.close());
      done(b.close());
    }
  }

  @Test
  void aMemberThatAcceptsAndSaysNothingKeepsNoThreadBusy() throws Exception {
    int port = Ports.free();
    try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<HostPort> members = List.of(at(port), at(hangs.getLocalPort()));
      String name = "hangs-" + port;
      Vertx a = join(name, port, members, at(port));
      String threads = instance(name).getName() + ".IO.thread-";

      long before = cpuNanos(threads);
      long began = System.nanoTime();
      Await.until(
          "time went by", MERGED, () -> System.nanoTime() - began > WHILE_IT_HANGS.toNanos());
      long used = cpuNanos(threads) - before;

      assertThat(used).isBetween(1L, WHILE_IT_HANGS.toNanos() / 10);
      done(a.close());
    }
  }

  /** What threads with that beginning of a name have used so far. */
  private static long cpuNanos(String threads) {
    ThreadMXBean threadTimes = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(threads))
        .mapToLong(thread -> threadTimes.getThreadCpuTime(thread.getId()))
        .sum();
  }

  private static HazelcastInstance instance(String cluster) {
    return Hazelcast.getAllHazelcastInstances().stream()
        .filter(each -> each.getConfig().getClusterName().equals(cluster))
        .findFirst()
        .orElseThrow();
  }

  private static HostPort at(int port) {
    return new HostPort("127.0.0.1", port);
  }

  private static Vertx join(String name, int port, List<HostPort> members, HostPort reached)
      throws Exception {
    Map<String, Object> settings =
        Map.of(
            "name",
            name,
            "port",
            port,
            "members",
            members.stream().map(HostPort::toString).toList(),
            "keyFile",
            "unused",
            "publicAddress",
            reached.toString());
    return done(
        Cluster.join(Settings.of(ClusterConfig.class, settings), new SimpleMeterRegistry()));
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static List<Integer> sizes(String name) {
    return Hazelcast.getAllHazelcastInstances().stream()
        .filter(each -> each.getConfig().getClusterName().equals(name))
        .map(HazelcastInstance::getCluster)
        .map(cluster -> cluster.getMembers().size())
        .toList();
  }
}
