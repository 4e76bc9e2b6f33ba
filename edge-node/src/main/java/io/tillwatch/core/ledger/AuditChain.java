package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Sha256;

/**
 * Links the lines of an audit export: each names the hash of the line before it, so that none can be
 * changed, left out or put elsewhere without all later ones telling. A line is {@code
 * {"hash":"H","prev":"P",...}}, where H is the SHA-256 of the line's text behind {@code {"hash":"H",}
 * in UTF-8, and P the H of the line before; both are 64 hexadecimal digits.
 */
public final class AuditChain {
  /** What the first line of all names as the one before it. */
  public static final String GENESIS = "0".repeat(64);

  private static final int HASH = 64;
  private static final String HEAD = "{\"hash\":\"";
  private static final String PREVIOUS = "\"prev\":\"";
  private static final int CONTENT = HEAD.length() + HASH + 2;

  private String last;
  private long lines;

  /** A chain that goes on behind the line of that hash. */
  public AuditChain(String last) {
    if (!isHash(last)) {
      throw new IllegalArgumentException("expected 64 hexadecimal digits");
    }
    this.last = last;
  }

  public static boolean isHash(String text) {
    return text.length() == HASH && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /** The line of a JSON object, which must not be empty, linked to the one before. */
  public String link(String json) {
    String content = PREVIOUS + last + "\"," + json.substring(1);
    last = Sha256.hex(content);
    lines++;
    return HEAD + last + "\"," + content;
  }

  /**
   * Takes the next line of an export.
   *
   * @throws IllegalArgumentException where it is not the one that follows
   */
  public void follow(String line) {
    if (line.length() < CONTENT + PREVIOUS.length() + HASH || !line.startsWith(HEAD)) {
      throw new IllegalArgumentException("is no line of an audit export");
    }
    String hash = line.substring(HEAD.length(), HEAD.length() + HASH);
    String content = line.substring(CONTENT);
    if (!hash.equals(Sha256.hex(content))) {
      throw new IllegalArgumentException("was changed: its hash does not fit its content");
    }
    if (!content.startsWith(PREVIOUS + last + "\"")) {
      throw new IllegalArgumentException("does not follow the line before it");
    }
    last = hash;
    lines++;
  }

  /** Hash of the last line. */
  public String last() {
    return last;
  }

  /** Lines that were linked or followed. */
  public long lines() {
    return lines;
  }
}
