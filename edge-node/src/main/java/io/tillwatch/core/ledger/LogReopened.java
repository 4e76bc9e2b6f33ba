package io.tillwatch.core.ledger;

/**
 * The ledger met another Redis process than before, whose logs may end earlier than they did.
 *
 * @param lostOwnTail this store's own log does: peers may still have its end
 */
public record LogReopened(boolean lostOwnTail) {}
