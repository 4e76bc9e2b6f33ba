package io.tillwatch.edge.replication;

/** A way to a store does not work. */
final class StoreUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreUnreachableException(String what) {
    super(what, null, false, false);
  }
}
