package io.tillwatch.edge.web.answer.rules;

import io.tillwatch.core.checkout.staff.ListStanding;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who or what is on a list, and whether that counts.
 *
 * @param customerId null where a card is listed
 * @param card fingerprint of the listed card, or null where a customer is listed
 * @param expiresAt null for none
 * @param ended who took it away, or null
 */
public record ListEntryJson(
    String id,
    ListEntry.Kind list,
    @Nullable String customerId,
    @Nullable String card,
    String reason,
    String by,
    Instant at,
    String storeId,
    @Nullable Instant expiresAt,
    ListStanding.State state,
    @Nullable Ended ended) {

  /** That an entry was taken away. */
  public record Ended(Instant at, String by, String storeId) {}

  /** An entry as it stands. */
  public static ListEntryJson of(ListStanding standing, CardFingerprints cards) {
    ListEntry entry = standing.entry();
    ListEntry end = standing.end();
    return new ListEntryJson(
        entry.id(),
        entry.list(),
        entry.customerId(),
        entry.token() == null ? null : cards.of(new Tender(Tender.Type.CARD, entry.token(), null)),
        entry.reason(),
        entry.by(),
        entry.at(),
        entry.storeId(),
        entry.expiresAt(),
        standing.state(),
        end == null ? null : new Ended(end.at(), end.by(), end.storeId()));
  }
}
