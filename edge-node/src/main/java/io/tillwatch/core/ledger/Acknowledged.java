package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Position;
import java.util.Map;

/**
 * What each member had acknowledged when logs were looked at last. Outlives the node, so that it
 * trims nothing that a member lacks whom it has not heard since its start.
 *
 * @param byMember by store id, then by origin
 */
public record Acknowledged(Map<String, Map<String, Position>> byMember) {
  public Acknowledged {
    byMember = Map.copyOf(byMember);
  }
}
