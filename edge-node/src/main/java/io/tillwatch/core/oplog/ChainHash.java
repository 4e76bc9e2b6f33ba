package io.tillwatch.core.oplog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
