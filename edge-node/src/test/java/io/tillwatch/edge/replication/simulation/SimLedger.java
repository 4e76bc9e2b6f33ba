package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.ledger.Acknowledged;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.edge.codec.OpCodec;
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

/** One store's disk: the same rules as the ledger's scripts. Survives crashes of its node. */
final class SimLedger {
  private final StoreId self;
  private final boolean gapCheck;
  private final Map<String, SimLog> logs = new TreeMap<>();
  private final Map<String, Integer> effects = new HashMap<>();
  private final SimFacts facts = new SimFacts();
  private final Map<String, Map<String, Position>> acknowledged = new TreeMap<>();
  // had their effect by another way than their place in the log: a repeat of them has none
  private final Set<String> early = new HashSet<>();
  private final List<SignedOp> lost = new ArrayList<>();
  // how to undo each write, the last one first
  private final Deque<Runnable> journal = new ArrayDeque<>();
  private int losses;
  private StoreId refused;

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
    String body = SimSalvage.body(lost.text());
    return effects.containsKey(id) ? null : commit("SALVAGE", id, epoch, nowMicros, body);
  }

  /** Whether that op, which its origin lost, was not logged again by anybody known here. */
  boolean lacks(SignedOp lost) {
    return !effects.containsKey(Salvage.idFor(lost.id()));
  }

  private Op commit(String kind, String factId, long epoch, long nowMicros, String body) {
    SimLog log = log(self.value());
    long seq = log.position().epoch() == epoch ? log.position().seq() + 1 : 1;
    Op op =
        Op.builder()
            .id(new OpId(self, new Position(epoch, seq)))
            .predecessor(log.position())
            .previousHash(log.chain())
            .kind(kind)
            .factId(factId)
            .atMillis(nowMicros / 1000)
            .stampedMicros(nowMicros)
            .body(body)
            .build();
    write(log, op, new SignedOp(op.id(), OpCodec.encode(op), "genuine", 0));
    return op;
  }

  SignedOp signed(OpId id) {
    return log(id.origin().value()).at(id.position());
  }

  /** From now on that origin's macs do not hold here, as where its key is missing; null: all do. */
  void refuse(StoreId origin) {
    refused = origin;
  }

  ApplyResult apply(ApplyBatch batch) {
    SimLog log = log(batch.origin().value());
    if (batch.origin().equals(refused)) {
      return new ApplyResult(log.position(), 0, 0, Stop.REFUSED);
    }
    int applied = 0;
    int duplicates = 0;
    for (SignedOp signed : batch.ops()) {
      Op op = SimLog.read(signed.text()).op();
      if (op.id().position().compareTo(log.position()) <= 0) {
        duplicates++;
      } else if (gapCheck && !follow(log, op)) {
        return new ApplyResult(log.position(), applied, duplicates, Stop.DIVERGED);
      } else if (gapCheck && !op.predecessor().equals(log.position())) {
        return new ApplyResult(log.position(), applied, duplicates, Stop.GAP);
      } else if (gapCheck && !op.previousHash().equals(log.chain())) {
        return new ApplyResult(log.position(), applied, duplicates, Stop.DIVERGED);
      } else {
        write(log, op, signed);
        applied++;
      }
    }
    return new ApplyResult(log.position(), applied, duplicates, Stop.NONE);
  }

  /** As fork.lua: goes back with an origin that goes on behind an op of its past. */
  private boolean follow(SimLog log, Op op) {
    Position after = op.predecessor();
    if (op.id().position().seq() > 1 || after.compareTo(log.position()) >= 0) {
      return true;
    }
    Runnable undo = log.memory();
    NavigableMap<Position, SignedOp> tail = log.tail(after);
    if (tail.isEmpty()) {
      // trimmed: nobody can compare any more
      log.end(after, op.previousHash());
      journal.add(undo);
      return true;
    }
    Op first = SimLog.read(tail.firstEntry().getValue().text()).op();
    if (first.predecessor().equals(after) && !first.previousHash().equals(op.previousHash())) {
      return false;
    }
    List<SignedOp> moved = List.copyOf(tail.values());
    tail.clear();
    lost.addAll(moved);
    List<String> anew = moved.stream().map(SimLedger::factId).filter(early::add).toList();
    log.end(first.predecessor(), first.previousHash());
    journal.add(
        () -> {
          undo.run();
          moved.forEach(log::put);
          lost.subList(lost.size() - moved.size(), lost.size()).clear();
          early.removeAll(anew);
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

  LogRange read(LogQuery query) {
    return log(query.origin().value()).range(query);
  }

  /** Ops that the origin's log still holds. */
  int length(StoreId origin) {
    return log(origin.value()).length();
  }

  TrimOrder.Left trim(TrimOrder order) {
    String origin = order.origin().value();
    order
        .acks()
        .forEach(
            (member, at) ->
                acknowledged.computeIfAbsent(member, any -> new TreeMap<>()).put(origin, at));
    SimLog log = log(origin);
    List<SignedOp> gone = log.trim(order);
    if (!gone.isEmpty()) {
      journal.add(() -> gone.forEach(log::put));
    }
    return new TrimOrder.Left(log.floor(), log.length(), gone.size());
  }

  Acknowledged acknowledged() {
    return new Acknowledged(acknowledged);
  }

  /** A slice of all facts, as SnapshotReader gives it. */
  SnapshotPage give(SnapshotQuery query) {
    return query.cursor() == null ? facts.begin(positions(), self) : facts.slice(query);
  }

  /** Fills this disk, as SnapshotWriter does. */
  SnapshotState fill(SnapshotStep step) {
    if (!(step instanceof SnapshotStep.Look)) {
      int before = journal.size();
      journal.add(facts.memory());
      take(step);
      together(before);
    }
    return facts.state();
  }

  private void take(SnapshotStep step) {
    if (step instanceof SnapshotStep.Begin begin) {
      facts.begin(begin);
      if (begin.adoptOwn()) {
        adopt(self.value(), begin.heads());
      }
    } else if (step instanceof SnapshotStep.Merge merge && facts.isDue(merge)) {
      merge.facts().forEach(text -> writeEarly(SimLog.read(text).op(), text));
      facts.merged(merge);
    } else if (step instanceof SnapshotStep.Finish finish
        && finish.cursor().equals(facts.state().cursor())) {
      Positions heads = facts.state().heads();
      heads.byOrigin().keySet().stream()
          .filter(origin -> !origin.equals(self.value()))
          .forEach(origin -> adopt(origin, heads));
      facts.finish();
    }
  }

  private void adopt(String origin, Positions heads) {
    SimLog log = log(origin);
    if (heads.of(origin).compareTo(log.position()) > 0) {
      Runnable undo = log.memory();
      List<SignedOp> gone = List.copyOf(log.tail(Position.START).values());
      log.end(heads.of(origin), heads.hashOf(origin));
      log.tail(Position.START).clear();
      journal.add(
          () -> {
            undo.run();
            gone.forEach(log::put);
          });
    }
  }

  /** Forgets the last ops of every log, as a restored backup would. */
  void loseTail(int ops) {
    logs.values().forEach(log -> loseTail(log, ops));
  }

  private void loseTail(SimLog log, int ops) {
    for (int i = 0; i < ops && log.length() > 0; i++) {
      Op gone = log.lose();
      effects.remove(gone.factId());
      facts.remove(gone);
    }
  }

  /** Forgets everything, as a disk that was replaced. */
  void wipe() {
    losses++;
    logs.clear();
    effects.clear();
    acknowledged.clear();
    early.clear();
    lost.clear();
    journal.clear();
    facts.wipe();
  }

  /** Replaces the last own op by another one at the same place. */
  void rewriteLast(String factId) {
    SimLog log = log(self.value());
    Op last = OpCodec.decode(log.last().text());
    loseTail(log, 1);
    commit(factId, last.id().position().epoch(), last.stampedMicros());
  }

  Map<String, LogHead> heads() {
    Map<String, LogHead> heads = new TreeMap<>();
    logs.forEach((origin, log) -> heads.put(origin, new LogHead(log.position(), log.chain())));
    return heads;
  }

  private Positions positions() {
    Map<String, Position> positions = new TreeMap<>();
    Map<String, String> chain = new TreeMap<>();
    heads().forEach((origin, head) -> positions.put(origin, head.position()));
    heads().forEach((origin, head) -> chain.put(origin, head.hash()));
    return new Positions(positions, chain);
  }

  boolean holds(String factId) {
    return effects.containsKey(factId);
  }

  /** How often each fact took effect. */
  Map<String, Integer> effects() {
    return effects;
  }

  private static String factId(SignedOp op) {
    return SimLog.read(op.text()).op().factId();
  }

  private void write(SimLog log, Op op, SignedOp signed) {
    int before = journal.size();
    writeParts(log, op, signed);
    together(before);
  }

  /** What one script writes is lost together or not at all. */
  private void together(int before) {
    List<Runnable> undos = new ArrayList<>();
    while (journal.size() > before) {
      undos.add(journal.removeLast());
    }
    if (!undos.isEmpty()) {
      journal.add(() -> undos.forEach(Runnable::run));
    }
  }

  private void writeParts(SimLog log, Op op, SignedOp signed) {
    Runnable undo = log.memory();
    log.write(op, signed);
    journal.add(
        () -> {
          undo.run();
          log.remove(op.id().position());
        });
    // several stores may salvage the same op: one fact
    boolean once = early.contains(op.factId()) || op.kind().equals("SALVAGE");
    if (!once || !effects.containsKey(op.factId())) {
      take(op, signed.text());
    }
    if (op.kind().equals("SALVAGE")) {
      String carried = SimSalvage.carried(op);
      writeEarly(SimLog.read(carried).op(), carried);
    }
  }

  /** A fact that comes by another way than its place in the log. */
  private void writeEarly(Op op, String text) {
    if (!effects.containsKey(op.factId())) {
      early.add(op.factId());
      journal.add(() -> early.remove(op.factId()));
      take(op, text);
    }
  }

  private void take(Op op, String text) {
    effects.merge(op.factId(), 1, Integer::sum);
    facts.put(op, text);
    journal.add(
        () -> {
          effects.computeIfPresent(op.factId(), (id, times) -> times == 1 ? null : times - 1);
          if (!effects.containsKey(op.factId())) {
            facts.remove(op);
          }
        });
  }

  private SimLog log(String origin) {
    return logs.computeIfAbsent(origin, any -> new SimLog());
  }
}
