package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayVerticleIT {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final int FACTS = 1_201;

  @Test
  void handsEveryFactInOrderToEveryLearnerAndAPageAgainThatOneCouldNotLearn(@TempDir Path dir)
      throws Exception {
    try (TestStore store = new TestStore("store-a", dir, "shared")) {
      await(
          Future.all(
              IntStream.range(0, FACTS)
                  .mapToObj(i -> store.bus().ask(Channels.COMMIT, Commit.of(fact(i))))
                  .toList()));
      List<FactPage> fraud = Collections.synchronizedList(new ArrayList<>());
      List<FactPage> figures = Collections.synchronizedList(new ArrayList<>());
      AtomicBoolean failed = new AtomicBoolean();
      await(
          store
              .bus()
              .handle(
                  Channels.FRAUD_REPLAY,
                  page -> {
                    fraud.add(page);
                    return Future.succeededFuture(new FactPage.Learnt());
                  }));
      await(
          store
              .bus()
              .handle(
                  Channels.FIGURES_REPLAY,
                  page -> {
                    if (figures.size() == 1 && failed.compareAndSet(false, true)) {
                      throw new IllegalStateException("not now");
                    }
                    figures.add(page);
                    return Future.succeededFuture(new FactPage.Learnt());
                  }));

      await(
          store
              .vertx()
              .deployVerticle(
                  new ReplayVerticle(
                      store.bus(), List.of(Channels.FRAUD_REPLAY, Channels.FIGURES_REPLAY))));
      Await.until("the past is learnt", Duration.ofSeconds(10), () -> isRead(figures));

      List<String> expected = IntStream.range(0, FACTS).mapToObj(ReplayVerticleIT::id).toList();
      assertThat(ids(figures)).isEqualTo(expected);
      assertThat(ids(fraud).stream().distinct().toList()).isEqualTo(expected);
      assertThat(failed).isTrue();
      assertThat(fraud).hasSize(figures.size() + 1);
    }
  }

  private static boolean isRead(List<FactPage> pages) {
    return !pages.isEmpty() && pages.get(pages.size() - 1).nextCursor() == null;
  }

  private static List<String> ids(List<FactPage> pages) {
    return pages.stream()
        .flatMap(page -> page.facts().stream())
        .map(stored -> stored.op().factId())
        .filter(id -> id.startsWith("past-"))
        .toList();
  }

  private static Draft fact(int i) {
    Instant at = NOON.plusSeconds(i);
    SaleVoid fact = new SaleVoid(id(i), at, "store-a", "R", null);
    return Draft.of(FactKind.VOID, id(i), at, fact).build();
  }

  private static String id(int i) {
    return "past-%05d".formatted(i);
  }
}
