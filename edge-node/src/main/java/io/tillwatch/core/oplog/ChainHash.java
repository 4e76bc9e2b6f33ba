package io.tillwatch.core.oplog;

import java.util.HexFormat;

/**
 * The link of an origin's log: each op names the hash of the text of the op before it. So the hash
 * of the last op is a digest of the whole log, and two stores that show the same one at the same
 * position hold the same log.
 */
public final class ChainHash {
  private static final int HASH_BYTES = 16;

  private ChainHash() {}

  /** 128 bits of SHA-256 of an op's text, hexadecimal. */
  public static String of(String text) {
    return HexFormat.of().formatHex(Sha256.of(text), 0, HASH_BYTES);
  }
}
