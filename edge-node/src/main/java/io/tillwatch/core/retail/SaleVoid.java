package io.tillwatch.core.retail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sale cancelled at the till; it takes every refund right of the receipt. A void is neither a
 * return nor a refund.
 */
public record SaleVoid(
    String id, Instant at, String storeId, String receiptNumber, @Nullable String cashierId)
    implements RetailEvent {}
