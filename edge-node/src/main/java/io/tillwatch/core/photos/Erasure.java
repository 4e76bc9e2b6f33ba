package io.tillwatch.core.photos;

import io.tillwatch.core.ledger.StoredFact;
import java.time.Instant;
import java.util.List;

/**
 * A customer's photos are to be forgotten, in every store.
 *
 * @param photoIds every photo of that customer's transactions that the erasing store knew
 * @param by who asked
 */
public record Erasure(
    String id, Instant at, String storeId, String customerId, List<String> photoIds, String by) {
  /** What was done, in the words of the audit trail. */
  public static final String ACTION = "BIOMETRICS_ERASED";

  public Erasure {
    photoIds = List.copyOf(photoIds);
  }

  /** Whether that photo is to be forgotten. */
  public static boolean covers(StoredFact photo) {
    return photo.about().stream().anyMatch(about -> about.fact() instanceof Erasure);
  }

  /** Asks for one; the answer tells how many photos it names. */
  public record Request(String customerId, String by) {}

  /** How many photos are forgotten. */
  public record Answer(String erasureId, int photos) {}
}
