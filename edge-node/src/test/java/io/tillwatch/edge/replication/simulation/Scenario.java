package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.TrimPolicy;
import java.util.ArrayList;
import java.util.List;

/** A stretch of bad days for a few stores, then peace, then the verdict. */
final class Scenario {
  private static final long SECOND = 1_000_000;
  private static final long BAD_DAYS = 20 * SECOND;
  private static final long QUIET = 5 * SECOND;

  /** A snapshot may follow another one, each after a question that is waited for in vain. */
  private static final long QUIET_WITH_SNAPSHOTS = 15 * SECOND;

  private static final long MAX_SKEW = 300 * SECOND;

  private final Simulation simulation;
  private final SimNetwork network;
  private final ConvergenceChecker checker = new ConvergenceChecker();
  private final List<SimStore> stores = new ArrayList<>();
  private final long quiet;
  private final boolean trims;
  private boolean trouble = true;
  private int facts;

  Scenario(long seed, boolean gapCheck) {
    simulation = new Simulation(seed);
    network = new SimNetwork(simulation);
    int count = 2 + simulation.random().nextInt(4);
    trims = simulation.random().nextBoolean();
    TrimPolicy trim = trims ? SimStore.TRIMS : SimStore.KEEPS;
    quiet = trims ? QUIET_WITH_SNAPSHOTS : QUIET;
    for (int i = 0; i < count; i++) {
      long skew = simulation.random().nextLong(-MAX_SKEW, MAX_SKEW) + 2 * MAX_SKEW;
      SimStore store =
          new SimStore(new StoreId("s" + i), simulation, network, gapCheck, trim, skew);
      stores.add(store);
      network.add(store);
    }
  }

  ConvergenceChecker.Verdict play() {
    List<StoreId> all = stores.stream().map(SimStore::id).toList();
    stores.forEach(store -> store.start(all));
    stores.forEach(this::sell);
    misfortune();
    simulation.run(BAD_DAYS);
    trouble = false;
    network.heal();
    stores.forEach(SimStore::restart);
    simulation.run(quiet);
    return checker.judge(stores);
  }

  int acknowledged() {
    return checker.count();
  }

  /** Snapshots that stores took. */
  int snapshots() {
    return stores.stream().mapToInt(SimStore::snapshots).sum();
  }

  List<SimStore> stores() {
    return stores;
  }

  private void sell(SimStore store) {
    if (!trouble) {
      return;
    }
    if (store.run() != null) {
      int burst = simulation.chance(0.02) ? 200 : 1;
      for (int i = 0; i < burst; i++) {
        store.run().commit("fact-" + facts++, checker::acknowledged);
      }
    }
    simulation.after(simulation.delay(1_000, 400_000), () -> sell(store));
  }

  private void misfortune() {
    if (!trouble) {
      return;
    }
    SimStore one = any();
    switch (simulation.random().nextInt(6)) {
      case 0 -> network.weather(0.3 * simulation.random().nextDouble(), 0.2, 50_000);
      case 1 -> network.heal();
      case 2 -> network.cut(one.id(), any().id());
      case 3 -> isolate(one);
      case 4 -> loseTail(one);
      default -> {
        one.crash();
        simulation.after(simulation.delay(SECOND / 10, 8 * SECOND), one::restart);
      }
    }
    simulation.after(simulation.delay(SECOND / 5, 4 * SECOND), this::misfortune);
  }

  /**
   * A crash of a store whose disk had not written everything; what nobody else has is gone. Not
   * where logs are trimmed after seconds: a disk that loses more than that, and reaches nobody when
   * it starts, is not promised its facts back.
   */
  private void loseTail(SimStore one) {
    one.crash();
    if (trims) {
      simulation.after(simulation.delay(SECOND / 10, 8 * SECOND), one::restart);
      return;
    }
    one.disk().loseWrites(1 + simulation.random().nextInt(80)).stream()
        .filter(fact -> stores.stream().noneMatch(other -> other.disk().holds(fact)))
        .forEach(checker::gone);
    simulation.after(simulation.delay(SECOND / 10, 8 * SECOND), one::restart);
  }

  private void isolate(SimStore one) {
    for (SimStore other : stores) {
      network.cut(one.id(), other.id());
      network.cut(other.id(), one.id());
    }
  }

  private SimStore any() {
    return stores.get(simulation.random().nextInt(stores.size()));
  }
}
