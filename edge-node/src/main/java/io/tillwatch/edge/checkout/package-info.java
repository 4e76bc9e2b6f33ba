/**
 * The way of a sale and a return. {@link io.tillwatch.edge.checkout.CheckoutVerticle} sees that a
 * request is carried out once; {@link io.tillwatch.edge.checkout.SaleHandler} and {@link
 * io.tillwatch.edge.checkout.ReturnHandler} judge and commit; {@link
 * io.tillwatch.edge.checkout.RefundRights} gets the right to refund, {@link
 * io.tillwatch.edge.checkout.GrantStore} gives it to other stores; {@link
 * io.tillwatch.edge.checkout.StaffHandler} settles what was held, voids and disputes.
 */
@NullMarked
package io.tillwatch.edge.checkout;

import org.jspecify.annotations.NullMarked;
