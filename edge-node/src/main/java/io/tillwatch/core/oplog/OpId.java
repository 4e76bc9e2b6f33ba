package io.tillwatch.core.oplog;

/** Names one op everywhere: which origin logged it, and where in that origin's log it stands. */
public record OpId(StoreId origin, Position position) {

  /** Reads {@code origin/epoch-seq}. */
  public static OpId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("expected origin/epoch-seq, found " + text);
    }
    return new OpId(
        new StoreId(text.substring(0, slash)), Position.parse(text.substring(slash + 1)));
  }

  @Override
  public String toString() {
    return origin + "/" + position;
  }
}
