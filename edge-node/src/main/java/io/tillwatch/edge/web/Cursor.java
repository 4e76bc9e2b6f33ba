package io.tillwatch.edge.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a filtered list goes on: the ledger's page, and how many of its facts were seen.
 *
 * @param page the ledger's own cursor, or null for its first page
 */
record Cursor(String page, int skip) {
  static final Cursor START = new Cursor(null, 0);
  private static final int MAX_SKIP = 1_000;

  /** Reads what {@link #toString} wrote; throws ProblemException 400 for anything else. */
  static Cursor parse(String text) {
    if (text == null) {
      return START;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      int skip = Integer.parseInt(plain.substring(0, Math.max(colon, 0)));
      String page = plain.substring(colon + 1);
      Cursor cursor = new Cursor(page.isEmpty() ? null : page, skip);
      if (skip >= 0 && skip <= MAX_SKIP && cursor.toString().equals(text)) {
        return cursor;
      }
    } catch (IllegalArgumentException e) {
      // told below: not Base64, or no number in it
    }
    throw invalid();
  }

  static ProblemException invalid() {
    return Problem.at(
            400, "INVALID_CURSOR", "?cursor", "send nextCursor of the page before, unchanged")
        .exception();
  }

  @Override
  public String toString() {
    String plain = skip + ":" + (page == null ? "" : page);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
