package io.tillwatch.edge.config.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the node knows it: never the key itself.
 *
 * @param id names the key where it is listed or revoked
 * @param role what its holder may do
 * @param sha256 of the key, hex
 * @param created when it was made or taken in
 * @param revoked when it stopped being accepted; null: still accepted
 * @param lane the one lane that it is for; null: every lane of the store
 * @param name of the person whose key it is; null: nobody's in particular
 */
public record ApiKey(
    String id,
    Role role,
    String sha256,
    Instant created,
    @Nullable Instant revoked,
    @Nullable String lane,
    @Nullable String name) {

  ApiKey revokedAt(Instant now) {
    return new ApiKey(id, role, sha256, created, revoked == null ? now : revoked, lane, name);
  }

  /** Who acts with it, as audit trail and claims say. */
  public String actor() {
    return name == null ? id : name;
  }

  boolean isAccepted() {
    return revoked == null;
  }
}
