package io.tillwatch.edge.bus;

/**
 * A typed address for questions that get one answer.
 *
 * @param address name, unique in {@link Channels}
 * @param question class of the message
 * @param answer class of the reply
 * @param reach whether another store may ask
 */
public record Channel<Q, A>(String address, Class<Q> question, Class<A> answer, Reach reach) {

  /** How far a message goes. */
  public enum Reach {
    /** Within this node: the record's instance is passed as it is. */
    LOCAL,
    /** To one named store: the record travels as signed JSON. */
    STORE
  }

  static <Q, A> Channel<Q, A> local(String address, Class<Q> question, Class<A> answer) {
    return new Channel<>(address, question, answer, Reach.LOCAL);
  }

  static <Q, A> Channel<Q, A> store(String address, Class<Q> question, Class<A> answer) {
    return new Channel<>(address, question, answer, Reach.STORE);
  }
}
