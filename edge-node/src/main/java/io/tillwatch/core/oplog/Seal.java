package io.tillwatch.core.oplog;

/** Signs and checks what stores send each other, with the key that they share. */
public interface Seal {

  /** The keyed hash of the content, {@code keyId:hex}. */
  String sign(byte[] content);

  /**
   * Whether the mac was made of this content by a key that this store accepts; compares in constant
   * time.
   */
  boolean verify(byte[] content, String mac);

  /**
   * The same for an op of a log, for which a key that was retired may still vouch.
   *
   * @param op its place
   */
  default boolean verifyOp(OpId op, byte[] content, String mac) {
    return verify(content, mac);
  }

  /** Whether this store has a key of that id at all; what another one signed cannot be checked. */
  default boolean hasKey(String keyId) {
    return true;
  }
}
