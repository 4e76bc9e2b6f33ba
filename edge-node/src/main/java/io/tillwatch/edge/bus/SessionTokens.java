package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Gives out names of sessions, and knows its own again, without remembering any: whoever asks for
 * sessions all day costs this store no memory. A name is bound to the run that asked, and to this
 * run, whose secret is random: number (8 bytes), uptime (8), keyed hash (16).
 */
final class SessionTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 16;

  private final SecretKeySpec secret;
  private final AtomicLong numbers = new AtomicLong();

  SessionTokens(SecureRandom random) {
    byte[] bytes = new byte[Frame.SESSION_BYTES];
    random.nextBytes(bytes);
    secret = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * What a name says.
   *
   * @param number later ones are higher
   * @param millis uptime of this store when it was given out
   */
  record Issue(long number, long millis) {}

  byte[] issue(StoreId store, UUID run, long nowMillis) {
    return name(new Issue(numbers.incrementAndGet(), nowMillis), store, run);
  }

  /** Reads a name of this mint's for that run; null where it is none. */
  @Nullable Issue read(byte[] session, StoreId store, UUID run) {
    ByteBuffer name = ByteBuffer.wrap(session);
    Issue issue = new Issue(name.getLong(), name.getLong());
    return MessageDigest.isEqual(session, name(issue, store, run)) ? issue : null;
  }

  private byte[] name(Issue issue, StoreId store, UUID run) {
    byte[] hash = hash(issue, store, run);
    return ByteBuffer.allocate(Frame.SESSION_BYTES)
        .putLong(issue.number())
        .putLong(issue.millis())
        .put(hash, 0, HASH_BYTES)
        .array();
  }

  private byte[] hash(Issue issue, StoreId store, UUID run) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(
          ByteBuffer.allocate(Long.BYTES * 4)
              .putLong(issue.number())
              .putLong(issue.millis())
              .putLong(run.getMostSignificantBits())
              .putLong(run.getLeastSignificantBits())
              .array());
      return mac.doFinal(store.value().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
