package io.tillwatch.edge.checkout.model;

/**
 * Units of one line of a sale that a return takes back.
 *
 * @param line index of the sale's line, from 0
 * @param units how many
 * @param refundMinor what is paid back for them together, never above what was paid
 */
public record LineTake(int line, int units, long refundMinor) {}
