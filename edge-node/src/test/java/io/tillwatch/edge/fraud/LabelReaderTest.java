package io.tillwatch.edge.fraud;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.labels.LabelQuery;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.LocalBus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads the past for labels. */
class LabelReaderTest {
  private static final LabelQuery NOW = new LabelQuery(Instant.parse("2026-11-27T10:00:00Z"));

  private final BlockingQueue<Promise<FactPage>> asked = new LinkedBlockingQueue<>();

  /** It answers when it is told to. */
  @RegisterExtension
  final LocalBus ledger =
      new LocalBus()
          .answering(
              Channels.BROWSE,
              query -> {
                Promise<FactPage> page = Promise.promise();
                asked.add(page);
                return page.future();
              });

  private final Context context = ledger.vertx().getOrCreateContext();
  private final LabelReader reader = new LabelReader(ledger.bus());

  private Future<LabelQuery.Answer> read() {
    Promise<LabelQuery.Answer> answer = Promise.promise();
    context.runOnContext(go -> reader.read(NOW).onComplete(answer));
    return answer.future();
  }

  private Promise<FactPage> nextPageAskedFor() {
    Await.until("a page is asked for", Duration.ofSeconds(20), () -> !asked.isEmpty());
    return asked.remove();
  }

  @Test
  void readsThePastOnceForAllWhoAskMeanwhileAndAnewForWhoAsksLater() {
    // Given four who ask while the past is read
    List<Future<LabelQuery.Answer>> together = List.of(read(), read(), read(), read());

    // When its pages come
    nextPageAskedFor().complete(new FactPage(List.of(), "1"));
    nextPageAskedFor().complete(new FactPage(List.of(), null));

    // Then it was read once for all of them
    together.forEach(one -> assertThat(await(one).returns()).isZero());
    assertThat(asked).isEmpty();

    // And who asks later learns what came since
    Future<LabelQuery.Answer> later = read();
    nextPageAskedFor().complete(new FactPage(List.of(), null));
    assertThat(await(later).returns()).isZero();
  }

  @Test
  void readsAnewAfterAReadThatFailed() {
    Future<LabelQuery.Answer> first = read();
    nextPageAskedFor().fail(new IllegalStateException("no answer"));
    assertThat(first.otherwiseEmpty()).satisfies(done -> assertThat(await(done)).isNull());

    Future<LabelQuery.Answer> second = read();
    nextPageAskedFor().complete(new FactPage(List.of(), null));
    assertThat(await(second).returns()).isZero();
  }
}
