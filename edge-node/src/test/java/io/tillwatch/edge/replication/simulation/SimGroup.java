package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.TrimPolicy;
import io.tillwatch.edge.codec.OpCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A few stores on a good network, for a test that says itself what goes wrong. */
final class SimGroup {
  static final long SECOND = 1_000_000;

  private final Simulation simulation;
  private final SimNetwork network;
  private final ConvergenceChecker checker = new ConvergenceChecker();
  private final List<SimStore> stores = new ArrayList<>();
  private int facts;

  SimGroup(int count) {
    this(count, SimStore.KEEPS);
  }

  SimGroup(int count, TrimPolicy trim) {
    this(count, trim, 42);
  }

  SimGroup(int count, TrimPolicy trim, long seed) {
    simulation = new Simulation(seed);
    network = new SimNetwork(simulation);
    for (int i = 0; i < count; i++) {
      SimStore store =
          new SimStore(new StoreId("s" + i), simulation, network, true, trim, 1000 * SECOND);
      stores.add(store);
      network.add(store);
    }
    List<StoreId> all = stores.stream().map(SimStore::id).toList();
    stores.forEach(store -> store.start(all));
    simulation.run(SECOND);
  }

  int size() {
    return stores.size();
  }

  SimStore store(int index) {
    return stores.get(index);
  }

  SimNetwork network() {
    return network;
  }

  void pass(long micros) {
    simulation.run(micros);
  }

  /** Commits facts at a store, evenly over some time. */
  void sell(int index, int count, long micros) {
    for (int i = 0; i < count; i++) {
      stores.get(index).run().commit("fact-" + facts++, checker::acknowledged);
      simulation.run(micros / count);
    }
  }

  ConvergenceChecker.Verdict verdict() {
    return checker.judge(stores);
  }

  /** Ops that stores logged again for another one, by how often they stand in all logs. */
  Map<String, Long> salvaged() {
    return stores.stream()
        .flatMap(store -> salvagedBy(store, store))
        .collect(Collectors.groupingBy(Op::factId, TreeMap::new, Collectors.counting()));
  }

  /** How many of them a store has in its own log. */
  long salvagedBy(int index) {
    return salvagedBy(stores.get(index), stores.get(index)).count();
  }

  /** How many of them one store knows of. */
  long salvagedAt(int index) {
    return stores.stream()
        .flatMap(store -> salvagedBy(store, stores.get(index)))
        .map(Op::factId)
        .distinct()
        .count();
  }

  private static Stream<Op> salvagedBy(SimStore store, SimStore asSeenAt) {
    LogQuery all = new LogQuery(store.id(), Position.START, 10_000);
    return asSeenAt.disk().read(all).ops().stream()
        .map(signed -> OpCodec.decode(signed.text()))
        .filter(op -> op.kind().equals("SALVAGE"));
  }

  int acknowledged() {
    return checker.count();
  }

  /** What one store knows of another. */
  PeerLink link(int of, int to) {
    return stores.get(of).run().replicator().addPeer(stores.get(to).id());
  }

  void cut(int one, int other) {
    network.cut(stores.get(one).id(), stores.get(other).id());
    network.cut(stores.get(other).id(), stores.get(one).id());
  }
}
