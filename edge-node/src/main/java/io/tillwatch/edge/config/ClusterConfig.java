package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import io.tillwatch.edge.config.binding.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the nodes of one retailer find and trust each other.
 *
 * @param name of the cluster; nodes of another name are not heard
 * @param host address of Hazelcast and of the event bus; loopback unless set
 * @param port of Hazelcast
 * @param eventBusPort of the event bus; 0: any free port
 * @param members where to look for the others; a member need not be there
 * @param keyFile the secret that all nodes share; made once where absent
 * @param key the secret itself, base64 of 32 bytes, for machines that hand secrets over by
 *     environment; wins over the file
 * @param tls certificates for the bus and for HTTP between nodes
 * @param allowPlaintext accept a cluster address beyond loopback without TLS
 * @param publicAddress where the others reach Hazelcast, behind a proxy or address translation;
 *     host and port where absent
 * @param eventBusPublicAddress the same for the event bus
 * @param acceptOldFrames speak with nodes of the version before, too: on for one rolling upgrade
 */
public record ClusterConfig(
    @Default("tillwatch") String name,
    @Default("127.0.0.1") String host,
    int port,
    @Default("0") int eventBusPort,
    List<HostPort> members,
    @Default("data/cluster.key") Path keyFile,
    @OptionalSetting @Nullable Secret key,
    TlsConfig tls,
    @Default("false") boolean allowPlaintext,
    @OptionalSetting HostPort publicAddress,
    @OptionalSetting @Nullable HostPort eventBusPublicAddress,
    @Default("false") boolean acceptOldFrames) {
  private static final int TLS_HTTP_OFFSET = 100;

  public ClusterConfig {
    Require.that(!name.isBlank() && name.length() <= 64, "name", "must be 1..64 characters");
    Require.port("port", port);
    Require.between("eventBusPort", eventBusPort, 0, 65_535);
    Require.that(
        isLoopback(host) || tls.enabled() || allowPlaintext,
        "host",
        "is beyond loopback (" + host + ") without cluster.tls.enabled or cluster.allowPlaintext");
    Require.that(
        !tls.enabled() || tls.httpPort() != 0 || port + TLS_HTTP_OFFSET <= 65_535,
        "tls.httpPort",
        "must be set: cluster.port + " + TLS_HTTP_OFFSET + " is no port");
    members = List.copyOf(members);
    publicAddress = publicAddress == null ? new HostPort(host, port) : publicAddress;
  }

  /** Where other nodes ask this one over HTTP under TLS: the bus's host, a port of its own. */
  public HostPort tlsHttpAddress() {
    return new HostPort(host, tlsHttpPort());
  }

  /** The same as the others reach it. */
  public URI tlsHttpUrl() {
    return URI.create("https://" + new HostPort(publicAddress.host(), tlsHttpPort()));
  }

  private int tlsHttpPort() {
    return tls.httpPort() == 0 ? port + TLS_HTTP_OFFSET : tls.httpPort();
  }

  public static boolean isLoopback(String host) {
    boolean literal = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || isDigit(c));
    try {
      return host.equals("localhost")
          || (literal && InetAddress.getByName(host).isLoopbackAddress());
    } catch (java.net.UnknownHostException e) {
      return false;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
