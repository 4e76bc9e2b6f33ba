package io.tillwatch.edge.proof;

import io.tillwatch.edge.proof.Reachability.Pair;
import io.tillwatch.edge.support.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The lines between stores, each through a proxy in front of the store that is called. */
final class NetworkLinks implements AutoCloseable {
  private final Map<String, List<FaultProxy>> proxies = new HashMap<>();
  private final FaultProxy.CallerLookup whose;

  /**
   * Lines that are whole.
   *
   * @param whose says which store calls
   */
  NetworkLinks(FaultProxy.CallerLookup whose) {
    this.whose = whose;
  }

  /** The port that leads to a port of that store. */
  int to(String store, int port) {
    FaultProxy proxy = new FaultProxy(port, whose);
    proxies.computeIfAbsent(store, any -> new ArrayList<>()).add(proxy);
    return proxy.port();
  }

  /** Nothing passes. */
  void cut() {
    each(FaultProxy::cut);
  }

  /** Nothing passes through the proxy on that port. */
  void cut(int port) {
    each(
        proxy -> {
          if (proxy.port() == port) {
            proxy.cut();
          }
        });
  }

  /** Keeps what is sent on connections that begin from now on. */
  void record() {
    each(FaultProxy::record);
  }

  /** What was sent, connection by connection. */
  List<byte[]> recorded() {
    return proxies.values().stream()
        .flatMap(List::stream)
        .flatMap(proxy -> proxy.recorded().stream())
        .toList();
  }

  /** Nothing passes between these two. */
  void cut(Pair pair) {
    if (!SocketOwners.canBeToldApart()) {
      throw new IllegalStateException("cutting one line of several needs /proc");
    }
    proxies.getOrDefault(pair.one(), List.of()).forEach(proxy -> proxy.cut(pair.other()));
    proxies.getOrDefault(pair.other(), List.of()).forEach(proxy -> proxy.cut(pair.one()));
  }

  /** Each chunk is lost with this probability, and its connection falls silent. */
  void lose(double share) {
    each(proxy -> proxy.lose(share));
  }

  /** Each byte takes so long. */
  void late(Duration delay) {
    each(proxy -> proxy.late(delay));
  }

  /** What waited passes; what was lost stays lost, and what is late stays late. */
  void heal() {
    each(FaultProxy::heal);
  }

  @Override
  public void close() {
    each(FaultProxy::close);
  }

  private void each(Consumer<FaultProxy> change) {
    proxies.values().forEach(all -> all.forEach(change));
  }
}
