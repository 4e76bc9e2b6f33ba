package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.StandInBudget;
import io.tillwatch.core.checkout.StandInBudget.ReceiptLine;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money that is set aside for a refund whose request ends without an answer of the ledger. */
class StandInAccountIT {

  @Test
  void freesWhatWasSetAsideForARefundThatWasNeverMade(@TempDir Path dir) throws IOException {
    try (TestStore store = new TestStore("store-a", dir, "k")) {
      StandInBudget budget = new StandInBudget(new StandInBudget.Limits(1000, 5000, 10, "USD"));
      StandInAccount account = account(store, budget);
      budget.reserve("made", 100, Set.of(new ReceiptLine("A-1", 0)));
      budget.reserve("never-made", 200, Set.of(new ReceiptLine("A-2", 0)));
      SaleVoid made = new SaleVoid("made", Instant.EPOCH, "store-a", "A-1", null);
      store.ask(
          Channels.COMMIT, Commit.of(Draft.about(FactKind.VOID, "made", Instant.EPOCH, made)));

      await(account.sweep());
      assertThat(budget.atRiskMinor()).as("it may be under way").isEqualTo(300);
      budget.reserve("new", 400, Set.of(new ReceiptLine("A-3", 0)));
      await(account.sweep());

      assertThat(budget.claimed()).containsExactlyInAnyOrder("made", "new");
    }
  }

  private static StandInAccount account(TestStore store, StandInBudget budget) {
    PeerWatermarks watermarks = new PeerWatermarks(store.bus().self(), List.of());
    ReceiptFinder receipts = new ReceiptFinder(store.bus(), watermarks, new Membership());
    return new StandInAccount(store.bus(), InstantSource.system(), budget, receipts);
  }
}
