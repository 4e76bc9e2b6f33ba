package io.tillwatch.core.replication;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which stores have left the group, or are about to, and who inherits from them: the same in every
 * store that knows the same facts, in whatever order it learnt them. Not safe for use by several
 * threads.
 */
public final class Membership {

  private record Asked(Decommission what, long hlc) {
    boolean isBefore(Asked other) {
      return hlc != other.hlc
          ? hlc < other.hlc
          : what.storeId().compareTo(other.what.storeId()) < 0;
    }
  }

  private final Map<String, Asked> asked = new TreeMap<>();
  private final Map<String, Decommissioned> gone = new TreeMap<>();

  /** Learns a fact; most say nothing about membership. True where this one changed something. */
  public boolean learn(@Nullable Record fact, long hlc) {
    if (fact instanceof Decommission decommission) {
      Asked one = new Asked(decommission, hlc);
      Asked before = asked.get(decommission.removed());
      if (before == null || one.isBefore(before)) {
        asked.put(decommission.removed(), one);
        return true;
      }
      return false;
    }
    return fact instanceof Decommissioned done && gone.putIfAbsent(done.removed(), done) == null;
  }

  /** What was asked for first for this store and is not complete yet, or null. */
  public @Nullable Decommission pending(String store) {
    return gone.containsKey(store) || !asked.containsKey(store) ? null : asked.get(store).what();
  }

  /** How this store left, or null where it is a member. */
  public @Nullable Decommissioned gone(String store) {
    return gone.get(store);
  }

  /** Whether nobody takes new ops from this store any more. */
  public boolean isLeaving(String store) {
    return asked.containsKey(store) || gone.containsKey(store);
  }

  /** Every store that left, by id. */
  public Collection<Decommissioned> allGone() {
    return Collections.unmodifiableCollection(gone.values());
  }

  /** Every store that left or is about to. */
  public Set<String> leaving() {
    Set<String> all = new HashSet<>(asked.keySet());
    all.addAll(gone.keySet());
    return all;
  }

  /** Who owns the rights of what this store sold: itself, or its heir, or its heir's heir. */
  public String ownerOf(String home) {
    Set<String> met = new HashSet<>();
    String owner = home;
    while (gone.containsKey(owner) && met.add(owner)) {
      owner = gone.get(owner).heir();
    }
    return owner;
  }
}
