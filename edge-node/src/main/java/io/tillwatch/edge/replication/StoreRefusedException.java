package io.tillwatch.edge.replication;

/** A store was reached and could not answer: its Redis is away, for example. The way is fine. */
final class StoreRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreRefusedException(String what) {
    super(what, null, false, false);
  }
}
