package io.tillwatch.edge.checkout.model;

import java.time.Instant;

/**
 * A reviewer settles a held return.
 *
 * @param of id of the return
 * @param approve pay it, or decline it and give its refund right back
 * @param by who decided
 */
public record HeldDecision(
    String id, Instant at, String storeId, String of, boolean approve, String note, String by) {}
