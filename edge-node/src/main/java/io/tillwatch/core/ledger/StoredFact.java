package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact read back.
 *
 * @param fact its body, or null for a kind that this node does not know
 * @param about what was said of it later, in order of time
 */
public record StoredFact(Op op, @Nullable Record fact, List<StoredFact> about) {
  public StoredFact {
    about = List.copyOf(about);
  }
}
