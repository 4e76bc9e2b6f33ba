package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.AdoptRights;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Decommissioned;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an heir counts of the receipts of a store that left. */
class RightsOwnershipIT {
  private static final String PRINTED = "OSLO-1QK7R2M01C9-T3F";
  private static final String OTHER = "OSLO-1QK7R2M01C9-T3G";

  private TestStore store;
  private RedisLink redis;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    store = new TestStore("store-a", dir, "k");
    redis = store.link();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void countsTheRightsOfOneReceiptByWhateverSpellingTheyWereTaken() {
    // Given what the store that left sold, and what was taken back under other spellings
    commit("sale-1", PRINTED, RightChange.give("oslo", PRINTED, 0, 9));
    List<String> migration =
        List.of(
            "oslo-1qk7r2m01c9-t3f",
            "OSLO1QK7R2M01C9T3F",
            "]C1OSLO-1QK7R2M01C9-T3F",
            "OSLO–1QK7R2M01C9–T3F",
            "0SLO-1QK7R2MO1C9-T3F",
            "OSLO-１QK7R2M01C9-T3F");
    for (int i = 0; i < migration.size(); i++) {
      String typed = migration.get(i);
      commit("back-" + i, typed, new RightChange("oslo", typed, 0, -1, false));
    }
    // and a fact about it that takes another receipt's right, and another store's
    commit("back-both", PRINTED, new RightChange("oslo", OTHER, 0, -1, false));
    commit("back-else", PRINTED, new RightChange("store-c", PRINTED, 0, -1, false));

    // When
    RightsOwnership rightsOwnership = heir();
    await(rightsOwnership.count(redis, new AdoptRights("oslo", "oslo 1qk7r2m01c9 t3f")));
    await(rightsOwnership.count(redis, new AdoptRights("oslo", PRINTED)));

    // Then
    assertThat(store.ask(Channels.RIGHTS, new RightsQuery(PRINTED)).byLine()).containsEntry(0, 3);
  }

  private static RightsOwnership heir() {
    RightsOwnership rightsOwnership = new RightsOwnership(new StoreId("store-a"));
    Membership members = new Membership();
    members.learn(
        new Decommissioned("d", NOON, "store-a", "oslo", "store-a", Position.START, "x"), 1);
    rightsOwnership.changed(members);
    return rightsOwnership;
  }

  private void commit(String id, String number, RightChange right) {
    store.ask(
        Channels.COMMIT,
        Commit.of(
            Draft.of(FactKind.DISPUTE, id, NOON, new Dispute(id, NOON, "oslo", number))
                .in(List.of(Indexes.receipt(number)))
                .moving(List.of(right))
                .build()));
  }
}
