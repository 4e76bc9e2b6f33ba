package io.tillwatch.core.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to whom, and why.
 *
 * @param actor id of the API key, never the key
 * @param action stable upper-case verb, for example PHOTO_VIEWED
 * @param target id of what it was done to
 * @param why the reason given, or null
 * @param from address of the caller, as the node or a proxy that it trusts saw it; null where the
 *     node itself did it, and in entries of older versions
 */
public record AuditEntry(
    String id,
    Instant at,
    String storeId,
    String actor,
    String action,
    String target,
    @Nullable String why,
    @Nullable String from) {

  /** What the node did by itself. */
  public AuditEntry(
      String id,
      Instant at,
      String storeId,
      String actor,
      String action,
      String target,
      @Nullable String why) {
    this(id, at, storeId, actor, action, target, why, null);
  }

  /** The node's actors run; its HTTP port is still closed. */
  public static final String NODE_STARTED = "NODE_STARTED";

  /** The node serves. */
  public static final String NODE_OPENED = "NODE_OPENED";

  /** Whether a node tells that it serves from now on. */
  public boolean isOpening() {
    return action.equals(NODE_OPENED);
  }
}
