package io.tillwatch.edge.checkout.model;

/** Asks for a receipt by its number; looking moves no right. */
public record ReceiptQuery(String number) {}
