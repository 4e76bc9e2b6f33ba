package io.tillwatch.core.ledger;

/**
 * Asks for a range of all facts, oldest first, by its place among them. Facts never leave the
 * ledger, so no fact moves to an earlier place. Whoever asks for one range after the other, in
 * order, sees every fact that was there when it began. It may see one twice where an older fact
 * came in meanwhile. The page has no next cursor where the range is not full: there was no more.
 *
 * @param from how many facts are older
 * @param limit facts at most, 1..1000
 */
public record ScanQuery(long from, int limit) {}
