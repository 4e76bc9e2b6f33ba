package io.tillwatch.edge.config.files;

import java.security.SecureRandom;
import java.util.Base64;

/** Text that nobody can guess: keys, passwords, codes of links, ids of sessions. */
public final class RandomToken {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomToken() {}

  /** So many random bytes, base64 for URLs. */
  public static String of(int bytes) {
    byte[] token = new byte[bytes];
    RANDOM.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }
}
