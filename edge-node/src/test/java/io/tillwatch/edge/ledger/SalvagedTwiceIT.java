package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.StoredFacts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.TestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fact that comes by its own log and by two stores that logged it again. */
class SalvagedTwiceIT {
  private static final String FACT = "lost-1";

  private TestStore origin;
  private TestStore one;
  private TestStore other;
  private TestStore reader;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    origin = new TestStore("store-a", dir, "k");
    one = new TestStore("store-b", dir, "k");
    other = new TestStore("store-c", dir, "k");
    reader = new TestStore("store-d", dir, "k");
  }

  @AfterEach
  void stop() {
    List.of(origin, one, other, reader).forEach(TestStore::close);
  }

  @Test
  void countsOnceAndIsToldOfOnceInWhateverOrderTheyCome() {
    // Given
    Dispute fact = new Dispute(FACT, NOON, "store-a", "R-1");
    origin.ask(
        Channels.COMMIT,
        Commit.of(
            Draft.of(FactKind.DISPUTE, FACT, NOON, fact)
                .in(List.of(Indexes.receipt("R-1")))
                .moving(List.of(RightChange.give("store-d", "R-1", 0, 1)))
                .build()));
    SignedOp lost =
        log(origin, "store-a").stream()
            .filter(op -> op.text().contains(FACT))
            .findFirst()
            .orElseThrow();
    salvage(one, lost);
    salvage(other, lost);

    // When
    apply("store-b", log(one, "store-b"));
    apply("store-c", log(other, "store-c"));
    apply("store-a", log(origin, "store-a"));

    // Then
    String again = Salvage.idFor(lost.id());
    assertThat(reader.feed())
        .extracting(committed -> committed.op().factId())
        .containsOnlyOnce(FACT, again);
    assertThat(page(Indexes.receipt("R-1"))).containsExactly(FACT);
    assertThat(page(Indexes.SALVAGED)).containsExactly(again);
    assertThat(reader.ask(Channels.RIGHTS, new RightsQuery("R-1")).byLine()).containsEntry(0, 1);
    assertThat(reader.ask(Channels.FACTS, FactsQuery.one(FACT)).facts().get(0).about())
        .extracting(about -> about.op().factId())
        .containsExactly(again);
  }

  private static void salvage(TestStore store, SignedOp lost) {
    Salvage salvage = new Salvage("store-a", lost.id().position(), lost.text(), lost.mac());
    store.ask(
        Channels.COMMIT,
        Commit.of(
            Draft.of(FactKind.SALVAGE, Salvage.idFor(lost.id()), NOON, salvage)
                .about(List.of(FACT))
                .in(List.of(Indexes.SALVAGED))
                .build()));
  }

  private static List<SignedOp> log(TestStore store, String id) {
    return store.ask(Channels.LOG, new LogQuery(new StoreId(id), Position.START, 100)).ops();
  }

  private void apply(String log, List<SignedOp> ops) {
    ApplyResult result = reader.ask(Channels.APPLY, new ApplyBatch(new StoreId(log), ops));
    assertThat(result.stop()).isEqualTo(ApplyResult.Stop.NONE);
    assertThat(result.applied()).isEqualTo(ops.size());
  }

  private List<String> page(String index) {
    return reader.ask(Channels.PAGE, PageQuery.oldest(index, null, true)).facts().stream()
        .map(stored -> stored.op().factId())
        .toList();
  }
}
