package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.util.function.Function;

/**
 * A typed address for questions that get one answer.
 *
 * @param address name, unique in {@link Channels}
 * @param question class of the message
 * @param answer class of the reply
 * @param reach whether another store may ask
 * @param sender the store that a question names as its sender; null where it names none
 */
public record Channel<Q, A>(
    String address, Class<Q> question, Class<A> answer, Reach reach, Function<Q, StoreId> sender) {

  /** How far a message goes. */
  public enum Reach {
    /** Within this node: the record's instance is passed as it is. */
    LOCAL,
    /** To one named store: the record travels as signed JSON. */
    STORE
  }

  static <Q, A> Channel<Q, A> local(String address, Class<Q> question, Class<A> answer) {
    return new Channel<>(address, question, answer, Reach.LOCAL, any -> null);
  }

  static <Q, A> Channel<Q, A> store(String address, Class<Q> question, Class<A> answer) {
    return store(address, question, answer, any -> null);
  }

  static <Q, A> Channel<Q, A> store(
      String address, Class<Q> question, Class<A> answer, Function<Q, StoreId> sender) {
    return new Channel<>(address, question, answer, Reach.STORE, sender);
  }
}
