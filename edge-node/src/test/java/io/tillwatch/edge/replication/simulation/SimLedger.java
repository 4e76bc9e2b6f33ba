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
import io.tillwatch.edge.replication.model.Salvage;
import io.tillwatch.edge.replication.model.SignedOp;
import io.tillwatch.edge.replication.model.StoreId;
import io.tillwatch.edge.replication.model.protocol.LogHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
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
  // had their effect by another way than their place in the log: a repeat of them has none
  private final Set<String> salvaged = new HashSet<>();
  private final List<SignedOp> lost = new ArrayList<>();
  // how to undo each write, the last one first
  private final Deque<Runnable> journal = new ArrayDeque<>();
  private int losses;

  SimLedger(StoreId self, boolean gapCheck) {
    this.self = self;
    this.gapCheck = gapCheck;
  }

  /** Commits a fact of this store, in this epoch. */
  Op commit(String factId, long epoch, long nowMicros) {
    return commit("SALE", factId, epoch, nowMicros, "{}");
  }

  /**
   * Puts an op that its origin lost into this store's own log; null where it stands there already.
   */
  Op salvage(SignedOp lost, long epoch, long nowMicros) {
    String id = Salvage.idFor(lost.id());
    String body = '"' + read(lost.text()).op().factId() + '"';
    return effects.containsKey(id) ? null : commit("SALVAGE", id, epoch, nowMicros, body);
  }

  private Op commit(String kind, String factId, long epoch, long nowMicros, String body) {
    Log log = log(self.value());
    long seq = log.position.epoch() == epoch ? log.position.seq() + 1 : 1;
    Op op =
        new Op(
            new OpId(self, new Position(epoch, seq)),
            log.position,
            log.chain,
            kind,
            factId,
            nowMicros / 1000,
            0,
            List.of(),
            List.of(),
            List.of(),
            nowMicros,
            body);
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
      } else if (gapCheck && !follow(log, op)) {
        return new ApplyResult(log.position, applied, duplicates, Stop.DIVERGED);
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

  /** As fork.lua: goes back with an origin that goes on behind an op of its past. */
  private boolean follow(Log log, Op op) {
    Position after = op.predecessor();
    if (op.id().position().seq() > 1 || after.compareTo(log.position) >= 0) {
      return true;
    }
    NavigableMap<Position, SignedOp> tail = log.ops.tailMap(after, false);
    Op first = read(tail.firstEntry().getValue().text()).op();
    if (first.predecessor().equals(after) && !first.previousHash().equals(op.previousHash())) {
      return false;
    }
    List<SignedOp> moved = List.copyOf(tail.values());
    tail.clear();
    lost.addAll(moved);
    List<String> anew =
        moved.stream().map(each -> read(each.text()).op().factId()).filter(salvaged::add).toList();
    Position position = log.position;
    String chain = log.chain;
    log.position = first.predecessor();
    log.chain = first.previousHash();
    journal.add(
        () -> {
          log.position = position;
          log.chain = chain;
          moved.forEach(back -> log.ops.put(back.id().position(), back));
          lost.subList(lost.size() - moved.size(), lost.size()).clear();
          salvaged.removeAll(anew);
        });
    return true;
  }

  /** Ops that left their logs because their origins lost them. */
  List<SignedOp> lost() {
    return List.copyOf(lost);
  }

  /**
   * Changes with every loss: what was about to be written before one must not be written after it.
   */
  int losses() {
    return losses;
  }

  /** Loses what was written last, whatever it was; returns the facts that are gone. */
  Set<String> loseWrites(int writes) {
    losses++;
    Set<String> before = Set.copyOf(effects.keySet());
    for (int i = 0; i < writes && !journal.isEmpty(); i++) {
      journal.removeLast().run();
    }
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(effects.keySet());
    return gone;
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

  boolean holds(String factId) {
    return effects.containsKey(factId);
  }

  /** How often each fact took effect. */
  Map<String, Integer> effects() {
    return effects;
  }

  private static Read read(String text) {
    return READ.computeIfAbsent(text, any -> new Read(OpCodec.decode(any), OpCodec.hash(any)));
  }

  private void write(Log log, Op op, SignedOp signed) {
    Position position = log.position;
    String chain = log.chain;
    log.ops.put(op.id().position(), signed);
    log.position = op.id().position();
    log.chain = read(signed.text()).hash();
    // several stores may salvage the same op: one fact
    boolean once = salvaged.contains(op.factId()) || op.kind().equals("SALVAGE");
    boolean counts = !once || !effects.containsKey(op.factId());
    if (counts) {
      effects.merge(op.factId(), 1, Integer::sum);
    }
    String carried =
        op.kind().equals("SALVAGE") ? op.body().substring(1, op.body().length() - 1) : null;
    boolean fresh = carried != null && effects.putIfAbsent(carried, 1) == null;
    if (fresh) {
      salvaged.add(carried);
    }
    journal.add(
        () -> {
          log.ops.remove(op.id().position());
          log.position = position;
          log.chain = chain;
          if (counts) {
            effects.computeIfPresent(op.factId(), (id, times) -> times == 1 ? null : times - 1);
          }
          if (fresh) {
            effects.remove(carried);
            salvaged.remove(carried);
          }
        });
  }

  private Log log(String origin) {
    return logs.computeIfAbsent(origin, any -> new Log());
  }
}
