package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.edge.codec.OpCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.WeakHashMap;

/** One origin's log on one store's disk. */
final class SimLog {
  /** Texts are passed by reference here, so each is read and hashed once for all stores. */
  private static final Map<String, Read> READ = new WeakHashMap<>();

  record Read(Op op, String hash) {}

  private final NavigableMap<Position, SignedOp> ops = new TreeMap<>();
  private Position position = Position.START;
  private String chain = "";

  static Read read(String text) {
    return READ.computeIfAbsent(text, any -> new Read(OpCodec.decode(any), OpCodec.hash(any)));
  }

  Position position() {
    return position;
  }

  String chain() {
    return chain;
  }

  int length() {
    return ops.size();
  }

  SignedOp at(Position place) {
    return ops.get(place);
  }

  /** Its ops behind that one; what is taken out of this view leaves the log. */
  NavigableMap<Position, SignedOp> tail(Position after) {
    return ops.tailMap(after, false);
  }

  /** What it holds now, to be put back later. */
  Runnable memory() {
    Position end = position;
    String hash = chain;
    return () -> {
      position = end;
      chain = hash;
    };
  }

  void end(Position position, String chain) {
    this.position = position;
    this.chain = chain;
  }

  void put(SignedOp op) {
    ops.put(op.id().position(), op);
  }

  void remove(Position place) {
    ops.remove(place);
  }

  SignedOp last() {
    return ops.lastEntry().getValue();
  }

  void write(Op op, SignedOp signed) {
    ops.put(op.id().position(), signed);
    position = op.id().position();
    chain = read(signed.text()).hash();
  }

  /** Forgets the last op, or says null where there is none. */
  Op lose() {
    if (ops.isEmpty()) {
      return null;
    }
    Op lost = read(ops.pollLastEntry().getValue().text()).op();
    position = lost.predecessor();
    chain = lost.previousHash();
    return lost;
  }

  LogRange range(LogQuery query) {
    List<SignedOp> found =
        ops.tailMap(query.after(), false).values().stream().limit(query.limit()).toList();
    boolean trimmed =
        found.isEmpty()
            ? position.compareTo(query.after()) > 0
            : read(found.get(0).text()).op().predecessor().compareTo(query.after()) > 0;
    return new LogRange(trimmed ? List.of() : found, position, trimmed);
  }

  /** Gives up its beginning, as LogTrimmer does; keeps no margin. */
  List<SignedOp> trim(TrimOrder order) {
    List<SignedOp> gone = new ArrayList<>();
    while (!ops.isEmpty() && mayGo(order)) {
      gone.add(ops.pollFirstEntry().getValue());
    }
    return gone;
  }

  Position floor() {
    return ops.isEmpty() ? position : first().predecessor();
  }

  private boolean mayGo(TrimOrder order) {
    if (order.isForced()) {
      return ops.size() > order.keep();
    }
    Op first = first();
    return first.id().position().compareTo(order.upTo()) <= 0
        && first.stampedMicros() < order.beforeMicros();
  }

  private Op first() {
    return read(ops.firstEntry().getValue().text()).op();
  }
}
