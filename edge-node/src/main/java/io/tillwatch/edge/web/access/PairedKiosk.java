package io.tillwatch.edge.web.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A kiosk's browser that signed in and stays so, over restarts of the node.
 *
 * @param name what the operator calls it
 * @param sha256 of its cookie, hexadecimal
 * @param actor as in {@link Caller}
 * @param keyId the API key that it signed in with; null: a printed link
 * @param lane the one lane that the key is for; null: every lane
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PairedKiosk(
    String name,
    String sha256,
    String actor,
    @Nullable String keyId,
    @Nullable String lane,
    Instant since,
    Instant expires) {

  public PairedKiosk {
    requireNonNull(name, "name");
    requireNonNull(sha256, "sha256");
    requireNonNull(actor, "actor");
    requireNonNull(since, "since");
    requireNonNull(expires, "expires");
  }

  @Override
  public String toString() {
    return "PairedKiosk[" + name + "]";
  }
}
