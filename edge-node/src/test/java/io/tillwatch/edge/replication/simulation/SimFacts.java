package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One store's facts in order of time, and how far it has been filled from another one's. */
final class SimFacts {
  private final NavigableMap<String, String> texts = new TreeMap<>();
  private SnapshotState state = SnapshotState.NONE;

  void put(Op op, String text) {
    texts.put(key(op), text);
  }

  /** How far it has been filled, to be put back later. */
  Runnable memory() {
    SnapshotState now = state;
    return () -> state = now;
  }

  void remove(Op op) {
    texts.remove(key(op));
  }

  void wipe() {
    texts.clear();
    state = SnapshotState.NONE;
  }

  SnapshotState state() {
    return state;
  }

  SnapshotPage begin(Positions heads, StoreId self) {
    Map<String, Position> promised = new TreeMap<>(heads.byOrigin());
    if (state.ownLost()) {
      promised.remove(self.value());
    }
    return new SnapshotPage(
        new Positions(promised, heads.chain()),
        texts.size(),
        List.of(),
        SnapshotQuery.FIRST,
        false);
  }

  SnapshotPage slice(SnapshotQuery query) {
    List<Map.Entry<String, String>> slice =
        texts.tailMap(query.cursor(), false).entrySet().stream().limit(query.limit()).toList();
    String cursor = slice.isEmpty() ? query.cursor() : slice.get(slice.size() - 1).getKey();
    return new SnapshotPage(
        null,
        0,
        slice.stream().map(Map.Entry::getValue).toList(),
        cursor,
        slice.size() < query.limit());
  }

  void begin(SnapshotStep.Begin begin) {
    state =
        new SnapshotState(
            begin.from(), begin.heads(), begin.total(), 0, SnapshotQuery.FIRST, begin.ownLost());
  }

  boolean isDue(SnapshotStep.Merge merge) {
    return state.isUnderWay() && state.cursor().equals(merge.asked());
  }

  void merged(SnapshotStep.Merge merge) {
    state =
        new SnapshotState(
            state.from(),
            state.heads(),
            state.total(),
            state.done() + merge.facts().size(),
            merge.cursor(),
            state.ownLost());
  }

  void finish() {
    state = SnapshotState.NONE;
  }

  private static String key(Op op) {
    return "%020d %s".formatted(op.atMillis(), op.factId());
  }
}
