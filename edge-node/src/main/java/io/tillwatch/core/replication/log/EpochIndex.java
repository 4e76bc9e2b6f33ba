package io.tillwatch.core.replication.log;

import io.tillwatch.core.oplog.Position;
import java.util.TreeMap;

/**
 * Where each epoch of an origin's log begins, so that ops between two positions can be counted.
 * Epochs opened before the first one that is known here are not counted.
 */
final class EpochIndex {
  private static final int MAX_RUNGS = 1000;

  private final TreeMap<Long, Position> predecessors = new TreeMap<>();

  /** Takes note that an epoch begins behind that position. */
  void learn(long epoch, Position predecessor) {
    if (predecessor.epoch() < epoch) {
      predecessors.put(epoch, predecessor);
    }
    if (predecessors.size() > MAX_RUNGS) {
      predecessors.pollFirstEntry();
    }
  }

  /** Ops after one position up to another; a lower bound where an epoch's begin is not known. */
  long between(Position from, Position to) {
    long count = 0;
    Position at = to;
    while (at != null && at.epoch() > from.epoch()) {
      count += at.seq();
      at = predecessors.get(at.epoch());
    }
    return at != null && at.epoch() == from.epoch()
        ? count + Math.max(0, at.seq() - from.seq())
        : count;
  }
}
