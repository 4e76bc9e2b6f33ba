package io.tillwatch.edge.config;

import java.time.Instant;

/**
 * An API key as the node knows it: never the key itself.
 *
 * @param id names the key where it is listed or revoked
 * @param role what its holder may do
 * @param sha256 of the key, hex
 * @param created when it was made or taken in
 * @param revoked when it stopped being accepted; null: still accepted
 * @param lane the one lane that it is for; null: every lane of the store
 */
public record ApiKey(
    String id, Role role, String sha256, Instant created, Instant revoked, String lane) {

  ApiKey revokedAt(Instant now) {
    return new ApiKey(id, role, sha256, created, revoked == null ? now : revoked, lane);
  }

  boolean isAccepted() {
    return revoked == null;
  }
}
