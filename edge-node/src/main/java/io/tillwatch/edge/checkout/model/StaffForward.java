package io.tillwatch.edge.checkout.model;

/** A staff command on its way to the one store that may commit it. Exactly one is set. */
public record StaffForward(StaffCommand.Decide decide, StaffCommand.VoidSale voidSale) {}
