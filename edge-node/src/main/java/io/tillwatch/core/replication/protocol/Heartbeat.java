package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.StoreId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows, told every half second: acknowledgement, digest, clock and address book in
 * one.
 *
 * @param from who says so
 * @param sentMicros when, by the sender's clock, microseconds since 1970
 * @param heads per origin, where its log ends in the sender's Redis; its own log too
 * @param urls base URLs of the members the sender knows, by store id
 * @param exposure money the sender may lose; null where it does not say, as an older node
 * @param number rises with each heartbeat of a run; 0 where the sender does not say, as an older
 *     node
 * @param salvaging per origin whose ops the sender has still to log again, how far it is with that;
 *     null where it does not say, as an older node, or one that is about to look
 * @param node what the sender tells of itself; null where it does not say, as an older node
 */
public record Heartbeat(
    Member from,
    long sentMicros,
    Map<String, LogHead> heads,
    Map<String, String> urls,
    @Nullable Exposure exposure,
    long number,
    @Nullable Map<String, SalvageState> salvaging,
    @Nullable NodeInfo node) {
  /** Larger ones are refused: no group of stores has as many members. */
  static final int MAX_ENTRIES = 1000;

  public Heartbeat {
    if (heads.size() > MAX_ENTRIES || urls.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "a heartbeat names " + MAX_ENTRIES + " stores at most, found " + heads.size());
    }
    // sorted, so that what follows from a heartbeat does not depend on the order of a hash table
    heads = Collections.unmodifiableMap(new TreeMap<>(heads));
    urls = Collections.unmodifiableMap(new TreeMap<>(urls));
    if (salvaging != null && salvaging.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "a heartbeat names " + MAX_ENTRIES + " stores at most, found " + salvaging.size());
    }
    salvaging = salvaging == null ? null : Collections.unmodifiableMap(new TreeMap<>(salvaging));
  }

  /** Later ones of a run are higher, whatever the sender's clock does. */
  public long order() {
    return number > 0 ? number : sentMicros;
  }

  /** Where an origin's log ends in the sender's Redis. */
  public LogHead head(StoreId origin) {
    return heads.getOrDefault(origin.value(), LogHead.NONE);
  }
}
