/**
 * The retail words as values: line items, tenders, sales, returns and what else happens at a till.
 * Pure: imports only {@code java..} and other {@code model} packages. The records have the shape of
 * one event of the {@code evaluate} stream, so that a live transaction, a replicated fact and a
 * replayed line are one and the same thing to the fraud scorer.
 */
package io.tillwatch.edge.checkout.model;

