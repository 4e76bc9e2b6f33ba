package io.tillwatch.edge.replication.simulation;

import io.tillwatch.edge.bus.OpCodec;
import io.tillwatch.edge.ledger.model.ApplyBatch;
import io.tillwatch.edge.ledger.model.ApplyResult;
import io.tillwatch.edge.ledger.model.ApplyResult.Stop;
import io.tillwatch.edge.ledger.model.LogQuery;
import io.tillwatch.edge.ledger.model.LogQuery.Stretch;
import io.tillwatch.edge.replication.model.Op;
import io.tillwatch.edge.replication.model.OpId;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
import io.tillwatch.edge.replication.model.protocol.LogHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.WeakHashMap;

/** One store's disk: the same rules as commit.lua and apply.lua. Survives crashes of its node. */
final class SimLedger {
  private static final class Log {
    private final NavigableMap<Position, SignedOp> ops = new TreeMap<>();
    private Position position = Position.START;
    private String chain = "";
  }

  /** Texts are passed by reference here, so each is read and hashed once for all stores. */
  private static final Map<String, Read> READ = new WeakHashMap<>();

  private record Read(Op op, String hash) {}

  private final StoreId self;
  private final boolean gapCheck;
  private final Map<String, Log> logs = new TreeMap<>();
  private final Map<String, Integer> effects = new HashMap<>();

  SimLedger(StoreId self, boolean gapCheck) {
    this.self = self;
    this.gapCheck = gapCheck;
  }

  /** Commits a fact of this store, in this epoch. */
  Op commit(String factId, long epoch, long nowMicros) {
    Log log = log(self.value());
    long seq = log.position.epoch() == epoch ? log.position.seq() + 1 : 1;
    Op op =
        new Op(
            new OpId(self, new Position(epoch, seq)),
            log.position,
            log.chain,
            "SALE",
            factId,
            nowMicros / 1000,
            0,
            List.of(),
            List.of(),
            List.of(),
            nowMicros,
            "{}");
    write(log, op, new SignedOp(op.id(), OpCodec.encode(op), "genuine", 0));
    return op;
  }

  SignedOp signed(OpId id) {
    return log(id.origin().value()).ops.get(id.position());
  }

  ApplyResult apply(ApplyBatch batch) {
    Log log = log(batch.origin().value());
    int applied = 0;
    int duplicates = 0;
    for (SignedOp signed : batch.ops()) {
      Op op = read(signed.text()).op();
      if (op.id().position().compareTo(log.position) <= 0) {
        duplicates++;
      } else if (gapCheck && !op.predecessor().equals(log.position)) {
        return new ApplyResult(log.position, applied, duplicates, Stop.GAP);
      } else if (gapCheck && !op.previousHash().equals(log.chain)) {
        return new ApplyResult(log.position, applied, duplicates, Stop.DIVERGED);
      } else {
        write(log, op, signed);
        applied++;
      }
    }
    return new ApplyResult(log.position, applied, duplicates, Stop.NONE);
  }

  Stretch read(LogQuery query) {
    Log log = log(query.origin().value());
    List<SignedOp> ops =
        log.ops.tailMap(query.after(), false).values().stream().limit(query.limit()).toList();
    return new Stretch(ops, log.position);
  }

  /** Forgets the last ops of every log, as a restored backup would. */
  void loseTail(int ops) {
    logs.values().forEach(log -> loseTail(log, ops));
  }

  private void loseTail(Log log, int ops) {
    for (int i = 0; i < ops && !log.ops.isEmpty(); i++) {
      Op lost = read(log.ops.pollLastEntry().getValue().text()).op();
      effects.remove(lost.factId());
      log.position = lost.predecessor();
      log.chain = lost.previousHash();
    }
  }

  /** Replaces the last own op by another one at the same place. */
  void rewriteLast(String factId) {
    Log log = log(self.value());
    Op last = OpCodec.decode(log.ops.lastEntry().getValue().text());
    loseTail(log, 1);
    commit(factId, last.id().position().epoch(), last.stampedMicros());
  }

  Map<String, LogHead> heads() {
    Map<String, LogHead> heads = new TreeMap<>();
    logs.forEach((origin, log) -> heads.put(origin, new LogHead(log.position, log.chain)));
    return heads;
  }

  /** How often each fact took effect. */
  Map<String, Integer> effects() {
    return effects;
  }

  private static Read read(String text) {
    return READ.computeIfAbsent(text, any -> new Read(OpCodec.decode(any), OpCodec.hash(any)));
  }

  private void write(Log log, Op op, SignedOp signed) {
    log.ops.put(op.id().position(), signed);
    log.position = op.id().position();
    log.chain = read(signed.text()).hash();
    effects.merge(op.factId(), 1, Integer::sum);
  }

  private Log log(String origin) {
    return logs.computeIfAbsent(origin, any -> new Log());
  }
}
