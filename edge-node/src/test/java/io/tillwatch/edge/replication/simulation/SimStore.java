package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotState;
import io.tillwatch.core.ledger.snapshot.SnapshotStep;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.LogStore;
import io.tillwatch.core.replication.protocol.Member;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.replication.protocol.RefusedOp;
import io.tillwatch.core.replication.protocol.ReplicationEvents;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import io.tillwatch.core.replication.protocol.SalvageLockRequest;
import io.tillwatch.core.replication.protocol.SalvageProgress;
import io.tillwatch.core.replication.protocol.SalvageState;
import io.tillwatch.core.replication.protocol.SnapshotPull;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import io.tillwatch.core.replication.protocol.TrimPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One store: a disk that stays, a node that crashes and comes back, and clocks that are wrong. */
final class SimStore {
  /** Little is kept, so that a store that was away for seconds needs a snapshot. */
  static final TrimPolicy TRIMS = new TrimPolicy(2_000_000, 100, 1_000);

  /** Nothing is ever trimmed. */
  static final TrimPolicy KEEPS = new TrimPolicy(Long.MAX_VALUE / 2, Long.MAX_VALUE, 1_000);

  private static final double REFUSED = 0.05;
  private static final int SALVAGE_STRETCH = 10;
  private static final long SALVAGE_MICROS = 2_000;
  private static final long ASK_AGAIN_MICROS = 500_000;
  private static final long MIN_DISK_MICROS = 50;
  private static final long MAX_DISK_MICROS = 3_000;

  private final StoreId id;
  private final Simulation simulation;
  private final SimNetwork network;
  private final SimLedger disk;
  private final ReplicatorSettings settings;
  private long clockOffsetMicros;
  private List<StoreId> peers = List.of();
  private long lastEpoch;
  private int starts;
  private boolean salvages = true;
  private Run run;
  private int cutOff;
  private int snapshots;
  private int slicesWithoutCursor;
  private long diskDone;

  SimStore(
      StoreId id,
      Simulation simulation,
      SimNetwork network,
      boolean gapCheck,
      TrimPolicy trim,
      long clockOffsetMicros) {
    this.id = id;
    this.simulation = simulation;
    this.network = network;
    this.disk = new SimLedger(id, gapCheck);
    this.settings = new ReplicatorSettings(500, 2_000, 10_000, 64, 1 << 20, 50, true, trim);
    this.clockOffsetMicros = clockOffsetMicros;
  }

  StoreId id() {
    return id;
  }

  SimLedger disk() {
    return disk;
  }

  /** Times that it cut a member off, over all runs. */
  int cutOff() {
    return cutOff;
  }

  /** Snapshots that it took, over all runs. */
  int snapshots() {
    return snapshots;
  }

  /** The next slices that it gives away lack their cursor, as of a version with a fault. */
  void dropCursors(int slices) {
    slicesWithoutCursor = slices;
  }

  /** Slices that have still to lack their cursor. */
  int cursorsToDrop() {
    return slicesWithoutCursor;
  }

  /** The node, or null while it is down. */
  Run run() {
    return run;
  }

  void start(List<StoreId> known) {
    peers = known.stream().filter(peer -> !peer.equals(id)).toList();
    starts++;
    run = new Run();
    run.begin();
  }

  void restart() {
    if (run == null) {
      start(peers);
    }
  }

  /** The clock jumps, and nothing remembers where it stood. */
  void setClock(long offsetMicros) {
    clockOffsetMicros = offsetMicros;
    lastEpoch = 0;
  }

  /** A broken build: what another store lost stays where it is. */
  void neverSalvage() {
    salvages = false;
  }

  void crash() {
    run = null;
  }

  /** Until the disk has done what is asked now: after all that it was asked before, as Redis. */
  private long diskDelay() {
    long now = simulation.nowMicros();
    long work = simulation.delay(MIN_DISK_MICROS, MAX_DISK_MICROS);
    diskDone = Math.max(diskDone, now + work);
    return diskDone - now;
  }

  /** One run of the node. */
  final class Run implements PeerCalls, LogStore, NodeClock, ReplicationEvents {
    private final Replicator replicator;
    private long epoch;
    private boolean open;
    private boolean tailFound;
    private final Map<String, SalvageState> due = new TreeMap<>();
    private final Set<String> asking = new TreeSet<>();

    Run() {
      Member self = new Member(id, new Instance(id + "#" + starts, wallMicros() / 1000), null);
      replicator = new Replicator(self, settings, this, this, this, this);
    }

    StoreId id() {
      return id;
    }

    Replicator replicator() {
      return replicator;
    }

    boolean tailFound() {
      return tailFound;
    }

    private void begin() {
      peers.forEach(replicator::addPeer);
      replicator.logs().begin(disk.heads());
      replicator.resume(disk.acknowledged(), disk.fill(new SnapshotStep.Look()));
      replicator.recoverOwnTail().thenAccept(this::open).thenRun(this::tick);
    }

    /** As the node does when it learns late that it lost a tail: nothing is committed meanwhile. */
    private void recoverLate() {
      open = false;
      replicator.recoverOwnTail().thenAccept(this::open);
    }

    private void open(Position head) {
      epoch = Math.max(Math.max(head.epoch(), lastEpoch) + 1, wallMicros() / 1000);
      lastEpoch = epoch;
      open = true;
      tailFound = false;
      salvage();
      replicator.salvages().begin();
    }

    /** Puts what other stores lost into this store's log, each log's when it is its turn. */
    private void salvage() {
      Set<String> origins = new TreeSet<>(due.keySet());
      (salvages ? disk.lost() : List.<SignedOp>of())
          .stream().filter(disk::lacks).forEach(lost -> origins.add(lost.id().origin().value()));
      origins.forEach(
          origin -> {
            if (!due.containsKey(origin)) {
              publish(origin, new SalvageState(0, false));
            }
            if (open && asking.add(origin)) {
              replicator
                  .salvages()
                  .ask(new SalvageLockRequest(origin))
                  .thenAccept(turn -> whileAlive(() -> salvage(origin, turn.isGranted())).run());
            }
          });
    }

    private void publish(String origin, SalvageState state) {
      if (state == null) {
        due.remove(origin);
      } else {
        due.put(origin, state);
      }
      replicator.salvages().learn(new SalvageProgress(origin, state));
    }

    private void salvage(String origin, boolean granted) {
      asking.remove(origin);
      List<SignedOp> left =
          disk.lost().stream()
              .filter(lost -> lost.id().origin().value().equals(origin) && disk.lacks(lost))
              .toList();
      if (granted && open) {
        left.stream()
            .limit(SALVAGE_STRETCH)
            .forEach(lost -> committed(disk.salvage(lost, epoch, wallMicros()), fact -> {}));
      }
      long logged = due.get(origin).logged() + Math.min(left.size(), SALVAGE_STRETCH);
      publish(
          origin,
          left.isEmpty() && granted ? null : new SalvageState(granted ? logged : 0, granted));
      simulation.after(granted ? SALVAGE_MICROS : ASK_AGAIN_MICROS, whileAlive(this::salvage));
    }

    private void tick() {
      replicator.tick();
      simulation.after(settings.heartbeatMillis() * 1000, whileAlive(this::tick));
    }

    /** Commits a fact; acknowledged once it is on disk and the node still lives to say so. */
    void commit(String factId, Consumer<String> acknowledge) {
      if (!open) {
        return;
      }
      int losses = disk.losses();
      simulation.after(
          diskDelay(),
          () -> {
            if (!open || disk.losses() != losses) {
              return;
            }
            // the disk has it whether the node lives to learn that or not
            Op op = disk.commit(factId, epoch, wallMicros());
            whileAlive(() -> committed(op, acknowledge)).run();
          });
    }

    private void committed(Op op, Consumer<String> acknowledge) {
      SignedOp signed = disk.signed(op.id());
      // told ahead as by a node: sometimes of an op that is refused in the end, and its place taken
      boolean refused = simulation.chance(REFUSED);
      SignedOp told = refused ? new SignedOp(signed.id(), "refused", "refused", 0) : signed;
      replicator.pushes().committing(op.predecessor(), told);
      replicator.pushes().committed(op.predecessor(), signed);
      acknowledge.accept(op.factId());
      simulation.after(0, whileAlive(replicator.pushes()::flush));
    }

    /** Does it only if this run has not crashed by then. */
    Runnable whileAlive(Runnable what) {
      return () -> {
        if (run == this) {
          what.run();
        }
      };
    }

    @Override
    public boolean sendAhead(StoreId to, SpeculativeOp early) {
      network.send(this, to, store -> store.replicator().pushes().onSpeculativeOp(early));
      return true;
    }

    @Override
    public CompletionStage<PushAnswer> push(StoreId to, Push push) {
      return network.ask(this, to, store -> store.replicator().pushes().onPush(push));
    }

    @Override
    public CompletionStage<HeartbeatAnswer> heartbeat(StoreId to, Heartbeat beat) {
      return network.ask(
          this,
          to,
          store -> CompletableFuture.completedFuture(store.replicator().onHeartbeat(beat)));
    }

    @Override
    public CompletionStage<LogRange> pull(StoreId to, Pull pull) {
      return network.ask(this, to, store -> store.replicator().onPull(pull));
    }

    @Override
    public CompletionStage<SnapshotPage> snapshot(StoreId to, SnapshotPull pull) {
      return network.ask(this, to, store -> store.give(pull));
    }

    private CompletionStage<SnapshotPage> give(SnapshotPull pull) {
      return onDisk(() -> disk.give(new SnapshotQuery(pull.cursor(), pull.limit())))
          .thenApply(this::orWithoutCursor);
    }

    private SnapshotPage orWithoutCursor(SnapshotPage page) {
      if (slicesWithoutCursor == 0) {
        return page;
      }
      slicesWithoutCursor--;
      return new SnapshotPage(page.heads(), page.total(), page.facts(), null, page.last());
    }

    @Override
    public CompletionStage<SnapshotState> snapshot(SnapshotStep step) {
      return onDisk(() -> disk.fill(step));
    }

    @Override
    public CompletionStage<TrimOrder.Left> trim(TrimOrder order) {
      return onDisk(() -> disk.trim(order));
    }

    @Override
    public void readAhead(ApplyBatch batch) {
      // reading takes no time here
    }

    @Override
    public CompletionStage<ApplyResult> apply(ApplyBatch batch) {
      return onDisk(
          () -> {
            ApplyResult result = disk.apply(batch);
            whileAlive(this::salvage).run();
            return result;
          });
    }

    @Override
    public CompletionStage<ApplyResult> quarantine(ApplyBatch batch) {
      throw new AssertionError("nobody leaves this group");
    }

    @Override
    public CompletionStage<LogRange> read(LogQuery query) {
      return onDisk(() -> disk.read(query));
    }

    private <T> CompletionStage<T> onDisk(Supplier<T> work) {
      CompletableFuture<T> done = new CompletableFuture<>();
      simulation.after(
          diskDelay(),
          () -> {
            T result = work.get();
            whileAlive(() -> done.complete(result)).run();
          });
      return done;
    }

    @Override
    public long monotonicMillis() {
      return simulation.nowMicros() / 1000;
    }

    @Override
    public long wallMicros() {
      return simulation.nowMicros() + clockOffsetMicros;
    }

    @Override
    public void stateChanged(StoreId peer, PeerState from, PeerState to) {}

    @Override
    public void diverged(StoreId origin, Position at) {}

    @Override
    public void ownTailFound(StoreId holder, Position theirs) {
      if (!tailFound && open) {
        tailFound = true;
        simulation.after(0, whileAlive(this::recoverLate));
      }
    }

    @Override
    public void opsRefused(RefusedOp refused) {}

    @Override
    public void clockOff(StoreId peer, long offsetMicros) {}

    @Override
    public void cutOff(StoreId member, StoreId origin, Position held, Position floor) {
      cutOff++;
    }

    @Override
    public void snapshotBegun(StoreId giver, long total) {}

    @Override
    public void snapshotDone(StoreId giver, long facts) {
      snapshots++;
    }

    @Override
    public void outranked(Instance elder) {
      throw new AssertionError("nobody else runs under " + id);
    }

    @Override
    public void memberLearnt(StoreId store, String url) {}
  }
}
