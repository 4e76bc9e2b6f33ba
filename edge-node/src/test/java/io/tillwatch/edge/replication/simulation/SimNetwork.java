package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.oplog.StoreId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Loses, repeats, delays and reorders messages, and cuts stores off, one direction at a time. */
final class SimNetwork {
  private static final long TIMEOUT_MICROS = 2_000_000;
  private static final long MIN_DELAY_MICROS = 50;

  private record Route(StoreId from, StoreId to) {}

  private final Simulation simulation;
  private final Map<StoreId, SimStore> stores = new HashMap<>();
  private final Set<Route> cut = new HashSet<>();
  private double loss;
  private double repeats;
  private long maxDelayMicros = 2_000;

  SimNetwork(Simulation simulation) {
    this.simulation = simulation;
  }

  void add(SimStore store) {
    stores.put(store.id(), store);
  }

  /** From now on messages fare like this. */
  void weather(double loss, double repeats, long maxDelayMicros) {
    this.loss = loss;
    this.repeats = repeats;
    this.maxDelayMicros = maxDelayMicros;
  }

  void cut(StoreId from, StoreId to) {
    cut.add(new Route(from, to));
  }

  void heal() {
    cut.clear();
    weather(0, 0, 2_000);
  }

  /** Tells a store something. */
  void send(SimStore.Run teller, StoreId to, Consumer<SimStore.Run> message) {
    travel(
        teller.id(),
        to,
        () -> {
          SimStore.Run told = stores.get(to).run();
          if (told != null) {
            message.accept(told);
          }
        });
  }

  /** Asks a store; completes on the asker, unless that has crashed meanwhile. */
  <A> CompletionStage<A> ask(
      SimStore.Run asker, StoreId to, Function<SimStore.Run, CompletionStage<A>> question) {
    CompletableFuture<A> answer = new CompletableFuture<>();
    int copies = simulation.chance(repeats) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      travel(asker.id(), to, () -> arrive(asker, to, question, answer));
    }
    simulation.after(
        TIMEOUT_MICROS, asker.whileAlive(() -> answer.completeExceptionally(timeout(to))));
    return answer;
  }

  private <A> void arrive(
      SimStore.Run asker,
      StoreId to,
      Function<SimStore.Run, CompletionStage<A>> question,
      CompletableFuture<A> answer) {
    SimStore.Run asked = stores.get(to).run();
    if (asked == null) {
      return;
    }
    question
        .apply(asked)
        .whenComplete(
            (result, failure) ->
                travel(
                    to,
                    asker.id(),
                    asker.whileAlive(
                        () -> {
                          if (failure == null) {
                            answer.complete(result);
                          } else {
                            answer.completeExceptionally(failure);
                          }
                        })));
  }

  private void travel(StoreId from, StoreId to, Runnable arrival) {
    if (!cut.contains(new Route(from, to)) && !simulation.chance(loss)) {
      simulation.after(simulation.delay(MIN_DELAY_MICROS, maxDelayMicros), arrival);
    }
  }

  private static TimeoutException timeout(StoreId to) {
    return new TimeoutException("no answer from " + to);
  }
}
