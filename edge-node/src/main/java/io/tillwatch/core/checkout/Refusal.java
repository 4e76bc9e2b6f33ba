package io.tillwatch.core.checkout;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out; nothing was changed.
 *
 * @param code stable
 * @param pointer JSON pointer to the field at fault, or null
 * @param detail plain words: what was expected, what was found, what to do
 */
public record Refusal(Code code, @Nullable String pointer, String detail) {

  /** Stable codes; the web layer gives each its HTTP status. */
  public enum Code {
    UNKNOWN_SKU,
    UNKNOWN_PHOTO,
    PHOTO_OF_OTHER_LANE,
    PHOTO_OF_OTHER_PERSON,
    PHOTO_TOO_OLD,
    PHOTO_USED,
    UNKNOWN_TRANSACTION,
    UNKNOWN_RECEIPT,
    UNKNOWN_ALERT,
    CURRENCY_MISMATCH,
    RETRY_NOT_POSSIBLE,
    IDEMPOTENCY_KEY_REUSED,
    IDEMPOTENCY_IN_PROGRESS,
    NOT_HELD,
    ALREADY_SETTLED,
    SECOND_REVIEWER_NEEDED,
    ALREADY_RETURNED,
    ALREADY_VOIDED,
    ALREADY_PAID_OUT,
    PAYOUT_NOT_READY,
    ALREADY_CLAIMED,
    CUSTOMER_WAITS,
    HOLDING_STORE_UNREACHABLE,
    HOME_STORE_UNREACHABLE,
    STORE_DECOMMISSIONED
  }

  public static Refusal of(Code code, String detail) {
    return new Refusal(code, null, detail);
  }
}
