package io.tillwatch.core.checkout.staff;

import io.tillwatch.core.retail.ListEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer, a cashier or a system asks about something that is committed already.
 *
 * @see StaffAnswer
 */
public sealed interface StaffCommand {

  /** Who asks: the name of the API key, or its id where it has none. */
  String by();

  /** A command that only one store may commit; every other forwards it there. */
  sealed interface OneStores extends StaffCommand {}

  /** Settle a held return; only the store that holds it commits this, another forwards. */
  record Decide(String transactionId, boolean approve, @Nullable String note, String by)
      implements OneStores {}

  /**
   * Cancel a sale before any return of it; only the selling store commits this, another forwards.
   */
  record VoidSale(String transactionId, @Nullable String cashierId, String by)
      implements OneStores {}

  /**
   * Pay the cash of an approved return at a lane; only the store that holds it commits this,
   * another forwards.
   *
   * @param store the store whose lane pays
   */
  record PayOut(
      String transactionId, String store, String laneId, @Nullable String cashierId, String by)
      implements OneStores {}

  /** The payment of a receipt was charged back. */
  record OpenDispute(String receiptNumber, String by) implements StaffCommand {}

  /** Put a customer or card on a list. */
  record List(
      ListEntry.Kind list,
      ListEntry.Subject subject,
      String reason,
      @Nullable Instant expiresAt,
      String by)
      implements StaffCommand {}
}
