package io.tillwatch.edge.camera.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to log in that a camera offers in {@code WWW-Authenticate}.
 *
 * @param scheme in lower case
 * @param values of its parameters, by their names in lower case
 */
record HttpChallenge(String scheme, Map<String, String> values) {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*,?\\s*(?:([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]*+))"
              + "|([A-Za-z0-9_-]+))");

  private static final String MD5 = "MD5";
  private static final String SHA_256 = "SHA-256";

  /** Every challenge of these headers, one or several in each. */
  static List<HttpChallenge> parse(List<String> headers) {
    List<HttpChallenge> challenges = new ArrayList<>();
    for (String header : headers) {
      Map<String, String> values = new HashMap<>();
      Matcher part = PART.matcher(header);
      while (part.lookingAt()) {
        if (part.group(4) != null) {
          values = new HashMap<>();
          challenges.add(new HttpChallenge(part.group(4).toLowerCase(Locale.ROOT), values));
        } else {
          String value = part.group(2) == null ? part.group(3) : part.group(2);
          values.putIfAbsent(part.group(1).toLowerCase(Locale.ROOT), unquoted(value));
        }
        part.region(part.end(), header.length());
      }
    }
    return challenges;
  }

  private static String unquoted(String value) {
    return value.replaceAll("\\\\(.)", "$1").replaceAll("\\p{Cntrl}", "");
  }

  boolean isDigest() {
    return scheme.equals("digest");
  }

  boolean isBasic() {
    return scheme.equals("basic");
  }

  /** Whether it can be answered: its hash is known, and it protects no more than the request. */
  boolean isKnown() {
    return strength() > 0 && !nonce().isEmpty() && (!values.containsKey("qop") || hasQop());
  }

  /** Zero for an unknown hash. */
  int strength() {
    return switch (hash()) {
      case MD5 -> 1;
      case SHA_256 -> 2;
      default -> 0;
    };
  }

  private String hash() {
    return algorithm().orElse(MD5).toUpperCase(Locale.ROOT).replaceFirst("-SESS$", "");
  }

  /** As {@link java.security.MessageDigest} names the hash. */
  String javaName() {
    return hash();
  }

  boolean isForSession() {
    return algorithm().orElse("").toUpperCase(Locale.ROOT).endsWith("-SESS");
  }

  boolean hasQop() {
    return Arrays.stream(values.getOrDefault("qop", "").split("[,\\s]+"))
        .anyMatch("auth"::equalsIgnoreCase);
  }

  boolean isStale() {
    return "true".equalsIgnoreCase(values.get("stale"));
  }

  String realm() {
    return values.getOrDefault("realm", "");
  }

  String nonce() {
    return values.getOrDefault("nonce", "");
  }

  Optional<String> opaque() {
    return Optional.ofNullable(values.get("opaque"));
  }

  /** As the camera writes it. */
  Optional<String> algorithm() {
    return Optional.ofNullable(values.get("algorithm"));
  }

  @Override
  public String toString() {
    return "algorithm "
        + algorithm().map(name -> name.replaceAll("[^A-Za-z0-9-]", "?")).orElse(MD5)
        + (values.containsKey("qop") && !hasQop() ? ", qop without auth" : "");
  }
}
