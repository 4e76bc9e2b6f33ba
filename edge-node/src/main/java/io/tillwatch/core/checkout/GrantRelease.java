package io.tillwatch.core.checkout;

import java.time.Instant;

/**
 * A grant comes back unused: the return was blocked, cancelled, or its till crashed.
 *
 * @param grantId the grant
 * @param why stable upper-case word
 */
public record GrantRelease(String id, Instant at, String storeId, String grantId, String why) {

  /** The id of a grant's release: releasing twice is releasing once. */
  public static String idFor(String grantId) {
    return "release_" + grantId;
  }
}
