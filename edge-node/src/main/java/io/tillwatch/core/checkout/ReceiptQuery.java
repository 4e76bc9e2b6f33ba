package io.tillwatch.core.checkout;

/** Asks for a receipt by its number; looking moves no right. */
public record ReceiptQuery(String number) {}
