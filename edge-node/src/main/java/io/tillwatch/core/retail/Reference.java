package io.tillwatch.core.retail;

import io.tillwatch.core.oplog.Sha256;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The short number that recalls a transaction at any lane of any store: {@value #LENGTH} characters
 * of Crockford's alphabet, which has no I, L, O and U, so that it can be read aloud and keyed in.
 */
public final class Reference {
  public static final int LENGTH = 8;

  private Reference() {}

  /** The reference that these 40 low bits spell. */
  public static String of(long bits) {
    return Crockford.of(bits, LENGTH);
  }

  /**
   * The reference of a transaction whose fact holds none, because an older node committed it: the
   * same in every store.
   */
  public static String of(String transactionId) {
    return of(ByteBuffer.wrap(Sha256.of("reference\n" + transactionId)).getLong());
  }

  /**
   * A reference as somebody typed it: case, width, blanks and dashes do not count, O is 0, I and L
   * are 1. Empty where it is none.
   */
  public static Optional<String> read(String typed) {
    return Crockford.read(typed, LENGTH);
  }
}
