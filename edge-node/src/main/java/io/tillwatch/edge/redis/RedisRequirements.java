package io.tillwatch.edge.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server must be to keep a store's facts: looked at before a node starts, and while it runs.
 */
final class RedisRequirements {

  /**
   * What is wrong with a server.
   *
   * @param problem as the end of a sentence that begins with the server
   * @param remedy what to do there, or here
   * @param losesFacts it would write them and may lose them: {@code redis.allowUnsafe} accepts that
   */
  record Fault(String problem, String remedy, boolean losesFacts) {
    @Override
    public String toString() {
      return "redis " + problem + "; " + remedy;
    }
  }

  private static final String OR_UNSAFE = ", or redis.allowUnsafe: true here";

  private RedisRequirements() {}

  /** Everything that is wrong, as the server itself tells. */
  static List<Fault> faults(RedisInfo info) {
    List<Fault> faults = new ArrayList<>();
    if (!info.isRecentEnough()) {
      faults.add(new Fault("is " + info.product(), "use Redis 6.2 or newer, or Valkey", false));
    }
    if (info.isReplica()) {
      faults.add(RedisFault.READONLY.foundByLooking());
    }
    if (info.isCluster()) {
      faults.add(RedisFault.CLUSTERDOWN.foundByLooking());
    }
    if (!info.isAppendOnly()) {
      faults.add(
          new Fault(
              "keeps nothing on disk (appendonly no): an answered sale would not survive a crash",
              "set 'appendonly yes' and 'appendfsync always' there" + OR_UNSAFE,
              true));
    }
    if (!info.evictionPolicy().equals("noeviction")) {
      faults.add(
          new Fault(
              "may drop facts when memory is short (maxmemory-policy "
                  + info.evictionPolicy()
                  + ")",
              "set 'maxmemory-policy noeviction' there" + OR_UNSAFE,
              true));
    }
    return faults;
  }

  /** A server that synced every write and no longer does. */
  static Fault noLongerSyncs(String appendfsync) {
    return new Fault(
        "no longer syncs every write (appendfsync "
            + appendfsync
            + "): a power failure would lose answered sales",
        "set 'appendfsync always' there" + OR_UNSAFE,
        true);
  }
}
