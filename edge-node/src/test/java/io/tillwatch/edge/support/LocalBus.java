package io.tillwatch.edge.support;

import static io.tillwatch.edge.support.TestStore.await;

import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The bus of a store without actors, of which the test plays those that it needs. */
public final class LocalBus implements AfterEachCallback {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx, new StoreId("store-a"), new TestSeal("k"), false);

  public Vertx vertx() {
    return vertx;
  }

  public Bus bus() {
    return bus;
  }

  /** Plays the actor that answers there. */
  public <Q, A> LocalBus answering(Channel<Q, A> channel, Function<Q, Future<A>> answer) {
    await(bus.handle(channel, answer));
    return this;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    await(vertx.close());
  }
}
