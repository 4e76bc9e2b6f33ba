package io.tillwatch.core.checkout.staff;

/** A staff command on its way to the one store that may commit it. */
public record StaffForward(StaffCommand.OneStores command) {}
