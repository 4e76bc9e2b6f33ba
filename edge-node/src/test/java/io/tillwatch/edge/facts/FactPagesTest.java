package io.tillwatch.edge.facts;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.LocalBus;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Walks a ledger of very many pages. */
class FactPagesTest {
  private static final int PAGES = 200_000;
  private static final PageQuery FIRST = PageQuery.oldest(Indexes.FACTS, null, false);

  private final AtomicInteger asked = new AtomicInteger();

  @RegisterExtension
  final LocalBus ledger =
      new LocalBus().answering(Channels.BROWSE, query -> Future.succeededFuture(page(query)));

  private FactPage page(PageQuery query) {
    int number = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
    asked.incrementAndGet();
    return new FactPage(List.of(), number == PAGES ? null : Integer.toString(number + 1));
  }

  @Test
  void walksAPastOfAnyLength() {
    AtomicInteger read = new AtomicInteger();

    await(FactPages.each(ledger.bus(), Channels.BROWSE, FIRST, page -> read.incrementAndGet()));

    assertThat(read).hasValue(PAGES + 1);
  }

  @Test
  void asksForNoMoreThanIsWanted() {
    await(FactPages.until(ledger.bus(), Channels.BROWSE, FIRST, page -> asked.get() == 3));

    assertThat(asked).hasValue(3);
  }

  @Test
  void failsWhereAPageCannotBeTaken() {
    Future<Void> walk =
        FactPages.each(
            ledger.bus(),
            Channels.BROWSE,
            FIRST,
            page -> {
              throw new IllegalStateException("not this one");
            });

    assertThatThrownBy(() -> await(walk)).hasStackTraceContaining("not this one");
    assertThat(asked).hasValue(1);
  }
}
