package io.tillwatch.edge.bus;

/** Signs and checks what stores send each other, with the key that they share. */
public interface Seal {

  /** The keyed hash of the content, {@code keyId:hex}. */
  String sign(byte[] content);

  /**
   * Whether the mac was made of this content by a key that this store accepts; compares in constant
   * time.
   */
  boolean verify(byte[] content, String mac);
}
