/**
 * Receipts, refund rights, stand-in budget and held returns: what a return may pay, as values and
 * folds over facts.
 */
@NullMarked
package io.tillwatch.core.checkout;

import org.jspecify.annotations.NullMarked;
