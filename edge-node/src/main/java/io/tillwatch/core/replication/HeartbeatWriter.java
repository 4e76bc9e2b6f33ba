package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.log.SealedLog;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.Member;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.NodeInfo;
import io.tillwatch.core.replication.protocol.SalvageState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Writes what this store tells its peers of itself, and of what it heard from others. */
public final class HeartbeatWriter {
  private final Member self;
  private final NodeClock clock;
  private final LogRegistry logs;
  private final Map<StoreId, PeerLink> links;
  private final Supplier<Map<String, SalvageState>> salvaging;
  private Exposure exposure = new Exposure(0, 0);
  private NodeInfo node = NodeInfo.NONE;
  private long beats;

  HeartbeatWriter(
      Member self,
      NodeClock clock,
      LogRegistry logs,
      Map<StoreId, PeerLink> links,
      Supplier<Map<String, SalvageState>> salvaging) {
    this.self = self;
    this.clock = clock;
    this.logs = logs;
    this.links = links;
    this.salvaging = salvaging;
  }

  /** What this store may lose, to be told from now on. */
  public void exposed(Exposure now) {
    exposure = now;
  }

  /** What this node tells of itself from now on. */
  public void told(NodeInfo now) {
    node = now;
  }

  public NodeInfo node() {
    return node;
  }

  /**
   * What all stores together may lose: of a store that does not answer as much as it may spend, and
   * of one that never told as much as this one may.
   */
  public Exposure exposureOfAll() {
    Exposure all = exposure;
    for (PeerLink link : links.values()) {
      if (link.isMember()) {
        Exposure told = link.exposure() == null ? exposure.atWorst() : link.exposure();
        all = all.plus(link.isConnected() && link.exposure() != null ? told : told.atWorst());
      }
    }
    return all;
  }

  /** How this node introduces itself before it knows anything. */
  public Heartbeat introduction() {
    return to(self.store());
  }

  /** The next heartbeat to that store. */
  Heartbeat to(StoreId peer) {
    Map<String, LogHead> heads = logs.heads();
    SealedLog sealed = logs.sealed(peer);
    if (sealed != null) {
      heads.computeIfPresent(
          peer.value(), (id, head) -> new LogHead(sealed.told(head.position()), ""));
    }
    Map<String, String> urls = new HashMap<>();
    for (PeerLink link : links.values()) {
      if (link.url() != null && link.lastHeardMicros() > 0) {
        urls.put(link.peer().value(), link.url());
      }
    }
    return new Heartbeat(
        self, clock.wallMicros(), heads, urls, exposure, ++beats, salvaging.get(), node);
  }
}
