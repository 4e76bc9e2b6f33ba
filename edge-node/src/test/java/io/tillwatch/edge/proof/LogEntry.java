package io.tillwatch.edge.proof;

import io.tillwatch.core.oplog.Position;

/**
 * One op as a store's log has it.
 *
 * @param hash of the op's own text, which the next one of the same origin names as its previous
 * @param body the fact itself, JSON
 */
record LogEntry(
    Position position,
    Position predecessor,
    String previousHash,
    String hash,
    String kind,
    String factId,
    String body) {

  /** Whether every store may write it down for itself, under the same id. */
  boolean isDerived() {
    return kind.equals("FINDING") || kind.equals("GRANT_RELEASE");
  }
}
