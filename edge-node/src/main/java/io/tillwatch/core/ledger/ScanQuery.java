package io.tillwatch.core.ledger;

/**
 * Asks for a stretch of all facts, oldest first, by where it stands. Facts never leave the ledger,
 * so that a stretch asked for later holds nothing that an earlier one, behind it, has skipped: who
 * asks for one stretch after the other, in order, sees every fact that was there when it began, and
 * may see one twice where an older fact came in meanwhile. The page has no next cursor where the
 * stretch is not full: there was no more.
 *
 * @param from how many facts are older
 * @param limit facts at most, 1..1000
 */
public record ScanQuery(long from, int limit) {}
