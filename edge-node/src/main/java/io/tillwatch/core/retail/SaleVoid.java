package io.tillwatch.core.retail;

import java.time.Instant;

/**
 * A sale cancelled at the till; it takes every refund right of the receipt. A void is neither a
 * return nor a refund.
 */
public record SaleVoid(
    String id, Instant at, String storeId, String receiptNumber, String cashierId)
    implements RetailEvent {}
