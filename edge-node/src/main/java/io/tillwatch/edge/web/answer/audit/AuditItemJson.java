package io.tillwatch.edge.web.answer.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to whom, and why.
 *
 * @param opId where it stands in its store's log
 * @param origin null of an erasure
 */
public record AuditItemJson(
    String id,
    String opId,
    Instant at,
    String storeId,
    String actor,
    String action,
    String target,
    @Nullable String why,
    @JsonUnwrapped @OmittedIfNull @Nullable Origin origin) {

  /** Where somebody called from; null where the node did it itself. */
  public record Origin(@Nullable String from) {}

  /** What this fact tells; empty where it tells nothing of that. */
  public static Optional<AuditItemJson> of(StoredFact stored) {
    if (stored.fact() instanceof AuditEntry entry) {
      return Optional.of(of(stored, entry));
    }
    return stored.fact() instanceof Erasure erasure
        ? Optional.of(of(stored, erasure))
        : Optional.empty();
  }

  private static AuditItemJson of(StoredFact stored, AuditEntry entry) {
    return new AuditItemJson(
        stored.op().factId(),
        stored.op().id().toString(),
        entry.at(),
        entry.storeId(),
        entry.actor(),
        entry.action(),
        entry.target(),
        entry.why(),
        new Origin(entry.from()));
  }

  private static AuditItemJson of(StoredFact stored, Erasure erasure) {
    return new AuditItemJson(
        stored.op().factId(),
        stored.op().id().toString(),
        erasure.at(),
        erasure.storeId(),
        erasure.by(),
        Erasure.ACTION,
        erasure.customerId(),
        erasure.photoIds().size() + " photos",
        null);
  }
}
