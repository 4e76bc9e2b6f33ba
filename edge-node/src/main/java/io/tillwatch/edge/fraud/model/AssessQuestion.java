package io.tillwatch.edge.fraud.model;

import io.tillwatch.edge.checkout.model.Transaction;

/** Asks how a transaction is to be judged. */
public record AssessQuestion(Transaction transaction, LedgerWord word) {}
