package io.tillwatch.edge.bus;

import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * A way to ask another store. The answer, or a failure within the time-out; a failure does not say
 * that the question did not arrive. Frames are signed, whatever the way.
 */
public interface StoreTransport {

  /** Name of the way, for people. */
  String name();

  /** Asks the actor of that store that answers the channel. */
  <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout);
}
