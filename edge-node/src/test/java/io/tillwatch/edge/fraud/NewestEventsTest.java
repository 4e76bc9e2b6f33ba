package io.tillwatch.edge.fraud;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.LocalBus;
import io.tillwatch.edge.support.StoredFacts;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads the end of a past that is longer than what is played again. */
class NewestEventsTest {
  private static final int SOLD = 10;
  private static final int PAGE = 2;

  @RegisterExtension
  final LocalBus ledger =
      new LocalBus().answering(Channels.BROWSE, query -> Future.succeededFuture(page(query)));

  private static FactPage page(PageQuery query) {
    List<StoredFact> all =
        new ArrayList<>(
            IntStream.range(0, SOLD)
                .mapToObj(i -> StoredFacts.stored("op-" + i, StoredFacts.sale("t" + i, "a", 100)))
                .toList());
    if (!query.oldestFirst()) {
      Collections.reverse(all);
    }
    int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
    int to = from + PAGE;
    return new FactPage(all.subList(from, to), to == SOLD ? null : Integer.toString(to));
  }

  private List<String> read(int enough) {
    List<RetailEvent> events = await(new NewestEvents(ledger.bus(), enough).read());
    return events.stream().map(event -> ((Transaction) event).id()).toList();
  }

  @Test
  void readsTheLastOnesAndPlaysTheOldestOfTheseFirst() {
    assertThat(read(3)).containsExactly("t6", "t7", "t8", "t9");
  }

  @Test
  void readsAllWhereThereAreFewer() {
    assertThat(read(1_000)).hasSize(SOLD).startsWith("t0", "t1").endsWith("t9");
  }
}
