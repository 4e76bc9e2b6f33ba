package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * A way to ask another store. The answer, or a failure within the time-out; a failure does not say
 * that the question did not arrive. Frames are signed, whatever the way.
 */
public interface StoreTransport {

  /** Asks the actor of that store that answers the channel. */
  <Q, A> Future<A> ask(Channel<Q, A> channel, StoreId to, Q question, Duration timeout);

  /**
   * Tells that actor something; it may be lost, and nobody answers.
   *
   * @return false where this way cannot do that: nothing was sent
   */
  default <T> boolean send(Channel<T, Void> channel, StoreId to, T message) {
    return false;
  }
}
