package io.tillwatch.core.oplog;

import java.util.List;

/**
 * One entry of an origin's log: a fact and what it touches. The log stores and forwards an op as
 * the text it was signed as ({@link SignedOp}); this is that text read.
 *
 * @param id origin and position
 * @param predecessor position of the origin's op before this one; differs from {@code seq - 1} only
 *     where an epoch opens
 * @param previousHash hash of the text of the op before this one, or empty for an origin's very
 *     first
 * @param kind name of a {@code FactKind}; a name this node does not know is kept and forwarded
 * @param factId globally unique id of the fact
 * @param atMillis when it happened, milliseconds since 1970
 * @param hlc hybrid logical clock of the commit, see {@link HybridClock}
 * @param dependsOn ids of facts that this one speaks of
 * @param indexes names of the indexes it appears in, beside the index of all facts
 * @param rights refund rights it moves
 * @param stampedMicros wall clock of the origin when it prepared the op, microseconds since 1970
 * @param body the fact itself, JSON
 */
public record Op(
    OpId id,
    Position predecessor,
    String previousHash,
    String kind,
    String factId,
    long atMillis,
    long hlc,
    List<String> dependsOn,
    List<String> indexes,
    List<RightChange> rights,
    long stampedMicros,
    String body) {
  public Op {
    dependsOn = List.copyOf(dependsOn);
    indexes = List.copyOf(indexes);
    rights = List.copyOf(rights);
  }
}
