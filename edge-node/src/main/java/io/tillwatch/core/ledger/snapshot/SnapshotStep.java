package io.tillwatch.core.ledger.snapshot;

import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.StoreId;
import java.util.List;

/** What is to be done next to fill this store from another one's facts. */
public sealed interface SnapshotStep {

  /** Tell how far it has come, before a restart for example. */
  record Look() implements SnapshotStep {}

  /**
   * Begin, or begin anew: what came before stays, it is the same facts.
   *
   * @param heads where the giver's logs end
   * @param ownLost this store's own facts are among those that are missing
   * @param adoptOwn its own log goes on behind where the giver knows its end; only before the first
   *     commit
   */
  record Begin(StoreId from, Positions heads, long total, boolean ownLost, boolean adoptOwn)
      implements SnapshotStep {}

  /**
   * Take a slice in.
   *
   * @param asked the cursor it was asked with
   * @param cursor the one behind it
   */
  record Merge(String asked, List<String> facts, String cursor) implements SnapshotStep {
    public Merge {
      facts = List.copyOf(facts);
    }
  }

  /**
   * All slices are here: go on from where the giver's logs ended when it began.
   *
   * @param cursor the last one; where Redis knows another, nothing is done
   */
  record Finish(String cursor) implements SnapshotStep {}
}
