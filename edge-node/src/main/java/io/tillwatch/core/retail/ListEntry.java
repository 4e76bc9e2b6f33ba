package io.tillwatch.core.retail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer or a card put on a block or allow list.
 *
 * @param customerId listed customer, or null where a token is listed
 * @param token listed card token, or null where a customer is listed
 * @param expiresAt end of the entry, or null for none; one that is over when it is made takes away
 *     what was said of the customer or card before
 */
public record ListEntry(
    String id,
    Instant at,
    String storeId,
    Kind list,
    @Nullable String customerId,
    @Nullable String token,
    String reason,
    String by,
    @Nullable Instant expiresAt)
    implements RetailEvent {

  /** Which list. */
  public enum Kind {
    BLOCK,
    ALLOW
  }

  /** Whether it only takes away what was said before. */
  public boolean endsOthers() {
    return expiresAt != null && !expiresAt.isAfter(at);
  }
}
