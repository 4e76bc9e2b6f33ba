package io.tillwatch.edge.camera.source;

import io.tillwatch.edge.port.CameraUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one user logs in at one camera (RFC 7616, RFC 7617). Sends nothing before it is asked, and
 * the password itself only where the camera asks for no digest. For one thread.
 */
final class HttpLogin {
  private static final int CNONCE_BYTES = 12;

  private final String user;
  private final String password;
  private final SecureRandom random = new SecureRandom();
  private @Nullable HttpChallenge challenge;
  private boolean basic;
  private int count;

  /**
   * @param credentials as they stand in an address, {@code user:password}
   */
  HttpLogin(String credentials) {
    int colon = credentials.indexOf(':');
    this.user = colon < 0 ? credentials : credentials.substring(0, colon);
    this.password = colon < 0 ? "" : credentials.substring(colon + 1);
    if (credentials.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must have no control character in user or password");
    }
  }

  /**
   * Takes in what a refusal asks for; false where the same was sent already.
   *
   * @throws CameraUnavailableException where it asks for nothing that can be given
   */
  boolean answer(List<String> authenticate, String camera) {
    List<HttpChallenge> asked = HttpChallenge.parse(authenticate);
    List<HttpChallenge> digests = asked.stream().filter(HttpChallenge::isDigest).toList();
    if (digests.isEmpty()) {
      return answerBasic(asked, camera);
    }
    Optional<HttpChallenge> best =
        digests.stream()
            .filter(HttpChallenge::isKnown)
            .max(Comparator.comparingInt(HttpChallenge::strength));
    if (best.isEmpty()) {
      throw new CameraUnavailableException(
          camera + " asks for a login by a digest that is not known here: " + digests.get(0));
    }
    boolean refused = challenge != null && !best.get().isStale();
    challenge = best.get();
    count = 0;
    return !refused;
  }

  private boolean answerBasic(List<HttpChallenge> asked, String camera) {
    if (challenge != null
        || (!asked.isEmpty() && asked.stream().noneMatch(HttpChallenge::isBasic))) {
      throw new CameraUnavailableException(
          camera + " asks for a login other than Digest or Basic (401)");
    }
    boolean refused = basic;
    basic = true;
    return !refused;
  }

  /** The header that goes with a request; null as long as none was asked for. */
  @Nullable String header(String method, String target) {
    if (challenge != null) {
      byte[] bytes = new byte[CNONCE_BYTES];
      random.nextBytes(bytes);
      return digest(challenge, method, target, HexFormat.of().formatHex(bytes));
    }
    byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return basic ? "Basic " + Base64.getEncoder().encodeToString(plain) : null;
  }

  String digest(HttpChallenge asked, String method, String target, String cnonce) {
    String nc = String.format(Locale.ROOT, "%08x", ++count);
    String secret = hash(asked, user + ":" + asked.realm() + ":" + password);
    if (asked.isForSession()) {
      secret = hash(asked, secret + ":" + asked.nonce() + ":" + cnonce);
    }
    String request = hash(asked, method + ":" + target);
    String response =
        asked.hasQop()
            ? hash(asked, String.join(":", secret, asked.nonce(), nc, cnonce, "auth", request))
            : hash(asked, String.join(":", secret, asked.nonce(), request));
    StringBuilder header = new StringBuilder("Digest username=").append(quoted(user));
    header.append(", realm=").append(quoted(asked.realm()));
    header.append(", nonce=").append(quoted(asked.nonce()));
    header.append(", uri=").append(quoted(target));
    header.append(", response=").append(quoted(response));
    asked.algorithm().ifPresent(name -> header.append(", algorithm=").append(name));
    asked.opaque().ifPresent(opaque -> header.append(", opaque=").append(quoted(opaque)));
    if (asked.hasQop()) {
      header.append(", qop=auth, nc=").append(nc).append(", cnonce=").append(quoted(cnonce));
    } else if (asked.isForSession()) {
      header.append(", cnonce=").append(quoted(cnonce));
    }
    return header.toString();
  }

  private static String hash(HttpChallenge asked, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(asked.javaName());
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new CameraUnavailableException("This Java cannot answer a login by " + asked, e);
    }
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
