package io.tillwatch.edge.replication;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole nodes with {@code cluster.tls} enabled, and somebody who is none of them. */
class MutualTlsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path dir;
  private TestCertificates group;

  @BeforeEach
  void makeCertificates() {
    group = new TestCertificates(dir, "group");
    group.issue("store-a");
    group.issue("store-b");
  }

  @Test
  void storesReplicateOverTheBusUnderTls() throws IOException {
    int clusterA = Ports.free();
    int clusterB = Ports.free();
    String members = "127.0.0.1:%d, 127.0.0.1:%d".formatted(clusterA, clusterB);

    assertReplicate(
        config("store-a", "one", clusterA, members, ""),
        config("store-b", "one", clusterB, members, ""),
        "bus");
  }

  @Test
  void storesReplicateByHttpUnderTlsWhereTheBusDoesNotReach() throws IOException {
    EdgeConfig a = config("store-a", "one", Ports.free(), "", "");
    String known = "store-a: '" + a.cluster().tlsHttpUrl() + "'";

    assertReplicate(a, config("store-b", "other", Ports.free(), "", known), "http");
  }

  @Test
  void nobodyElseGetsAsFarAsRequest() throws Exception {
    TestCertificates strangers = new TestCertificates(dir, "strangers");
    strangers.issue("stranger");
    EdgeConfig config = config("store-a", "one", Ports.free(), "", "");
    EdgeNode node = await(EdgeNode.start(config));
    try {
      URI endpoint = config.cluster().tlsHttpUrl();

      assertThatThrownBy(() -> post(client(null), endpoint)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> post(client(strangers.store("stranger")), endpoint))
          .isInstanceOf(IOException.class);
      assertThat(post(client(group.store("store-b")), endpoint)).isEqualTo(403);
      assertThat(post(HttpClient.newHttpClient(), config.http().publicUrl())).isEqualTo(404);
    } finally {
      await(node.stop());
    }
  }

  private void assertReplicate(EdgeConfig configA, EdgeConfig configB, String way) {
    EdgeNode a = await(EdgeNode.start(configA));
    try {
      EdgeNode b = await(EdgeNode.start(configB));
      try {
        Await.until(
            "both stores hold both logs",
            SOON,
            () -> positions(a).byOrigin().size() == 2 && positions(a).equals(positions(b)));
        // one of them may carry both logs before the other has found its own way
        Await.until("A's way to B is " + way, SOON, () -> wayTo("store-b", a).equals(way));
        Await.until("B's way to A is " + way, SOON, () -> wayTo("store-a", b).equals(way));
      } finally {
        await(b.stop());
      }
    } finally {
      await(a.stop());
    }
  }

  private static Positions positions(EdgeNode node) {
    return await(node.bus().ask(Channels.POSITIONS, LedgerQuery.POSITIONS));
  }

  private static String wayTo(String peer, EdgeNode node) {
    return await(node.bus().ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS))
        .peers()
        .stream()
        .filter(each -> each.storeId().equals(peer))
        .findFirst()
        .orElseThrow()
        .transport();
  }

  private EdgeConfig config(String id, String cluster, int port, String members, String httpPeers)
      throws IOException {
    Path conf = dir.resolve(id + ".yaml");
    Files.writeString(
        conf,
        """
        store: {id: %s}
        http: {port: %d}
        redis: {port: %d}
        dataDir: %s
        cluster:
          name: %s-%d
          port: %d
          members: [%s]
          keyFile: %s
          tls: {enabled: true, certFile: %s, keyFile: %s, caFile: %s, httpPort: %d}
        replication: {httpPeers: {%s}}
        stores: [{id: store-a}, {id: store-b}]
        camera: {source: none}
        fraud: {rulesFile: ../conf/rules.yaml, catalogFile: ../conf/catalog.yaml}
        """
            .formatted(
                id,
                Ports.free(),
                Ports.free(),
                dir.resolve(id),
                cluster,
                dir.hashCode(),
                port,
                members,
                dir.resolve("cluster.key"),
                group.cert(id),
                group.key(id),
                group.ca(),
                Ports.free(),
                httpPeers));
    return ConfigLoader.load(conf, Map.of());
  }

  private static int post(HttpClient client, URI base) throws IOException, InterruptedException {
    HttpRequest forged =
        HttpRequest.newBuilder(base.resolve("/cluster/v1/replication.heartbeat"))
            .header("Content-Type", "application/octet-stream")
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 0, 0, 0}))
            .build();
    return client.send(forged, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** A client that trusts the group, and shows a certificate or none. */
  private HttpClient client(KeyStore shown) throws GeneralSecurityException, IOException {
    KeyManager[] keys = null;
    if (shown != null) {
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(shown, TestCertificates.PASSWORD.toCharArray());
      keys = factory.getKeyManagers();
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("group", group.store("group").getCertificate("group"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).build();
  }
}
