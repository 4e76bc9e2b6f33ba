package io.tillwatch.edge.staff;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * PBKDF2 with HMAC-SHA-256 of a PIN and a salt of its own, as {@code
 * pbkdf2-sha256$iterations$salt$hash}. Slow on purpose: not on an event loop.
 */
final class PinHash {
  /** About a quarter of a second; six digits are few, so each guess must cost. */
  private static final int ITERATIONS = 310_000;

  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final String SCHEME = "pbkdf2-sha256";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Compared with where there is no such person, so that the time does not tell. */
  private static final String NOBODY = of("000000");

  private PinHash() {}

  static String of(String pin) {
    return of(pin, ITERATIONS);
  }

  static String of(String pin, int iterations) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return String.join(
        "$",
        SCHEME,
        Integer.toString(iterations),
        text(salt),
        text(derived(pin, salt, iterations)));
  }

  /** Whether the PIN is the one of that hash; null is nobody's. */
  static boolean matches(String pin, @Nullable String hash) {
    String[] parts = (hash == null ? NOBODY : hash).split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME)) {
      throw new IllegalArgumentException("a PIN's hash is " + SCHEME + "$iterations$salt$hash");
    }
    int iterations = Integer.parseInt(parts[1]);
    if (iterations < 1 || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException("a PIN's hash has 1.." + MOST_ITERATIONS + " iterations");
    }
    byte[] kept = Base64.getDecoder().decode(parts[3]);
    byte[] made = derived(pin, Base64.getDecoder().decode(parts[2]), iterations);
    return MessageDigest.isEqual(kept, made) && hash != null;
  }

  private static byte[] derived(String pin, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(pin.toCharArray(), salt, iterations, BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
