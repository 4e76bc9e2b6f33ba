package io.tillwatch.edge.replication;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import java.time.Duration;

/** The clustered event bus: the quick way while the cluster is whole. */
final class BusTransport implements StoreTransport {
  private final Bus bus;

  BusTransport(Bus bus) {
    this.bus = bus;
  }

  @Override
  public String name() {
    return "bus";
  }

  @Override
  public <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout) {
    return bus.ask(channel, to, question, timeout);
  }
}
