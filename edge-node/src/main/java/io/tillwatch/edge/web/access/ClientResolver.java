package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.AddressRange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells who is behind a connection. Forwarding headers count where the peer is a trusted proxy, and
 * there from the right: the rightmost address that is no trusted proxy is the caller's, for only
 * what stands left of it could the caller have written. From anybody else they tell one thing: that
 * the peer asks for somebody else, so that it is no caller on this machine.
 */
public final class ClientResolver {
  /** What proxies and content networks put in, beside X-Forwarded-*: any ends trust in loopback. */
  private static final Set<String> FORWARDING =
      Set.of(
          "forwarded",
          "via",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-forwarded-for",
          "client-ip",
          "true-client-ip",
          "cf-connecting-ip",
          "fastly-client-ip");

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED = "Forwarded";
  private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=(\"[^\"]*\"|[^;]*)");
  private static final Pattern PROTO = Pattern.compile("(?i)(?:^|;)\\s*proto=\"?(\\w+)\"?");
  private static final int MOST_HOPS = 32;

  /** What the address of a connection's other end says by itself. */
  private record Peer(String said, String address, boolean proxy, boolean local) {}

  private final List<AddressRange> proxies;
  private final boolean trustsThisMachine;

  /** A till asks again and again; two threads may both look, and find the same. */
  private volatile Peer lastPeer = new Peer("", "", false, false);

  /**
   * Callers behind these proxies.
   *
   * @param trustsThisMachine whether a peer on loopback may be somebody on this machine
   */
  public ClientResolver(List<AddressRange> proxies, boolean trustsThisMachine) {
    this.proxies = List.copyOf(proxies);
    this.trustsThisMachine = trustsThisMachine;
  }

  /** Callers that no proxy stands before. */
  public static ClientResolver direct() {
    return new ClientResolver(List.of(), true);
  }

  /** Who makes this request. */
  Client of(HttpServerRequest request) {
    Peer peer = peer(request);
    return peer.proxy()
        ? new Client(caller(request.headers(), peer.address()), false, isHttps(request.headers()))
        : new Client(peer.address(), peer.local() && !isForwarded(request.headers()), false);
  }

  /** The address of who makes this request, without asking whether it is this machine. */
  String address(HttpServerRequest request) {
    Peer peer = peer(request);
    return peer.proxy() ? caller(request.headers(), peer.address()) : peer.address();
  }

  private Peer peer(HttpServerRequest request) {
    String said = request.remoteAddress().hostAddress();
    Peer known = lastPeer;
    if (!known.said().equals(said)) {
      String address = plain(said);
      boolean proxy = isProxy(address);
      known = new Peer(said, address, proxy, trustsThisMachine && !proxy && isLoopback(address));
      lastPeer = known;
    }
    return known;
  }

  /** Whether this is a proxy, which many callers share. */
  public boolean isProxy(String address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  private String caller(MultiMap headers, String peer) {
    List<String> hops = hops(headers);
    String nearest = peer;
    for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS); i--) {
      String hop = plain(hops.get(i));
      if (AddressRange.numbers(hop) == null) {
        return nearest;
      }
      nearest = hop;
      if (!isProxy(hop)) {
        return hop;
      }
    }
    return nearest;
  }

  private static List<String> hops(MultiMap headers) {
    List<String> hops = listed(headers, FORWARDED_FOR);
    if (hops.isEmpty()) {
      for (String element : listed(headers, FORWARDED)) {
        Matcher named = FOR.matcher(element);
        hops.add(named.find() ? named.group(1) : "");
      }
    }
    return hops;
  }

  private static boolean isHttps(MultiMap headers) {
    List<String> said = listed(headers, "X-Forwarded-Proto");
    if (!said.isEmpty()) {
      return "https".equalsIgnoreCase(said.get(said.size() - 1));
    }
    List<String> elements = listed(headers, FORWARDED);
    Matcher named = PROTO.matcher(elements.isEmpty() ? "" : elements.get(elements.size() - 1));
    return named.find() && "https".equalsIgnoreCase(named.group(1));
  }

  /** The values of a header that may be given several times or with commas, from left to right. */
  private static List<String> listed(MultiMap headers, String name) {
    List<String> all = new ArrayList<>();
    for (String line : headers.getAll(name)) {
      for (String each : line.split(",", -1)) {
        all.add(each.strip());
      }
    }
    return all;
  }

  private static boolean isForwarded(MultiMap headers) {
    return headers.names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> FORWARDING.contains(name) || name.startsWith("x-forwarded-"));
  }

  /** Without quotes, brackets, port and zone. */
  private static String plain(String hop) {
    String bare = hop.replace("\"", "").strip();
    if (bare.startsWith("[")) {
      int end = bare.indexOf(']');
      bare = end < 0 ? bare : bare.substring(1, end);
    } else if (bare.indexOf(':') == bare.lastIndexOf(':') && bare.indexOf(':') > 0) {
      bare = bare.substring(0, bare.indexOf(':'));
    }
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }

  private static boolean isLoopback(String address) {
    byte[] numbers = AddressRange.numbers(address);
    try {
      return numbers != null && InetAddress.getByAddress(numbers).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
