/**
 * What shops talk about: sales, returns, line items, tenders, receipts' numbers, the catalogue. The
 * records have the shape of one event of the {@code evaluate} stream, so that a live transaction, a
 * replicated fact and a replayed line are the same thing to the fraud scorer.
 */
@NullMarked
package io.tillwatch.core.retail;

import org.jspecify.annotations.NullMarked;
