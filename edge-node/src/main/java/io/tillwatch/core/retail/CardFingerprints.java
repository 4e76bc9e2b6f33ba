package io.tillwatch.core.retail;

import io.tillwatch.core.oplog.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names cards for people without telling their tokens: the same card has the same name in every
 * store, and nobody who lacks the stores' key can tell the token from it, or try tokens until one
 * fits. The names change where stores begin to sign with another key.
 */
@FunctionalInterface
public interface CardFingerprints {
  /** Characters of a name; a {@link Reference} has fewer, so that one box takes both. */
  int LENGTH = 10;

  /** Says nothing of any card: for tills, which know the tokens, and for customers. */
  CardFingerprints UNSAID = tender -> null;

  /** The card's name; null where it is unsaid, and of a payment without a token. */
  @Nullable String of(@Nullable Tender tender);

  /** Names by the key that the stores share. */
  static CardFingerprints by(Seal seal) {
    return tender -> {
      String token = tender == null ? null : tender.token();
      return token == null ? null : name(seal, token);
    };
  }

  /** A name as somebody typed it, in its one spelling; empty where it is none. */
  static Optional<String> read(String typed) {
    return Crockford.read(typed, LENGTH);
  }

  /** What is signed begins with what it is: no message between stores does. */
  private static String name(Seal seal, String token) {
    String mac = seal.sign(("card fingerprint\n" + token).getBytes(StandardCharsets.UTF_8));
    int digits = mac.indexOf(':') + 1;
    return Crockford.of(Long.parseUnsignedLong(mac, digits, digits + 16, 16), LENGTH);
  }
}
