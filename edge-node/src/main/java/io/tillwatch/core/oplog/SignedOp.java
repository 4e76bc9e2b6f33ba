package io.tillwatch.core.oplog;

/**
 * An op as it is stored and travels: the exact text, so that hash and signature hold however old or
 * new the reader is.
 *
 * @param id origin and position, as the text has them
 * @param text JSON of the op
 * @param mac keyed hash of the text by the cluster key, {@code keyId:hex}
 * @param committedMicros when the origin's Redis had it on disk, microseconds since 1970 by the
 *     origin's clock; 0 where the sender does not know
 */
public record SignedOp(OpId id, String text, String mac, long committedMicros) {

  /** The same without its text, for a reader that was given the text before. */
  public SignedOp named() {
    return new SignedOp(id, "", mac, committedMicros);
  }

  /** Whether the text is left out. */
  public boolean isOnlyNamed() {
    return text.isEmpty();
  }
}
