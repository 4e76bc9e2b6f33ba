package io.tillwatch.edge.ledger;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.ledger.model.FactPage;
import io.tillwatch.edge.ledger.model.Indexes;
import io.tillwatch.edge.ledger.model.PageQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ledger's past back once after a start, oldest first, and hands every page to each actor
 * that keeps a picture of it in memory, so that no fact is read or decoded twice. The next page is
 * read while this one is learnt, and none before the slowest has learnt the one before. Whatever
 * fails is tried again from the same page: a page may be handed over more than once, never left
 * out. What is committed meanwhile reaches the same actors by {@link Channels#COMMITTED}.
 */
public final class PastVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PastVerticle.class);

  /** Small, so that what tills ask meanwhile waits for one page at most. */
  private static final int PAGE = 500;

  private static final long RETRY_MILLIS = 500;
  private static final long PATIENCE_MILLIS = 1_000;

  private final Bus bus;
  private final List<Channel<FactPage, FactPage.Learnt>> learners;
  private final Promise<Void> read = Promise.promise();
  private long facts;

  /**
   * Hands the past to these.
   *
   * @param learners answered already, each by an actor that knows the past when the page without a
   *     next cursor is learnt
   */
  public PastVerticle(Bus bus, List<Channel<FactPage, FactPage.Learnt>> learners) {
    this.bus = bus;
    this.learners = List.copyOf(learners);
  }

  /** A short past is learnt when this completes; a long one is read on beside the tills. */
  @Override
  public Future<?> start() {
    take(null, page(null));
    return read.future()
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(longPast -> Future.succeededFuture());
  }

  private Future<FactPage> page(String cursor) {
    return bus.ask(Channels.PAGE, new PageQuery(Indexes.FACTS, cursor, PAGE, true, false));
  }

  private void take(String cursor, Future<FactPage> coming) {
    coming
        .onSuccess(page -> handOver(cursor, page))
        .onFailure(why -> again(cursor, "the past could not be read back; trying again", why));
  }

  private void handOver(String cursor, FactPage page) {
    String nextCursor = page.nextCursor();
    Future<FactPage> next = nextCursor == null ? null : page(nextCursor);
    Future.all(learners.stream().map(learner -> bus.ask(learner, page)).toList())
        .onSuccess(
            learnt -> {
              facts += page.facts().size();
              if (next == null) {
                LOG.atInfo().addKeyValue("facts", facts).log("the past is read back");
                read.complete();
              } else {
                take(nextCursor, next);
              }
            })
        .onFailure(why -> again(cursor, "the past could not be learnt; trying again", why));
  }

  private void again(String cursor, String what, Throwable why) {
    LOG.atWarn().addKeyValue("error", why.getMessage()).log(what);
    vertx.setTimer(RETRY_MILLIS, tick -> take(cursor, page(cursor)));
  }
}
