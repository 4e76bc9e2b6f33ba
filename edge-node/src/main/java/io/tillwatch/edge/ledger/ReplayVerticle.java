package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.ScanQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ledger's past back once after a start, oldest first, and hands every page to each actor
 * that keeps a picture of it in memory, so that no fact is read or decoded twice. A few pages are
 * read ahead while one is learnt, and none is handed over before the slowest has learnt the one
 * before. Whatever fails is tried again from the same page: a fact may be handed over more than
 * once, none is left out. What is committed meanwhile reaches the same actors by {@link
 * Channels#COMMITTED}.
 */
public final class ReplayVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayVerticle.class);

  /** Small, so that what tills ask meanwhile waits for one page at most. */
  private static final int PAGE = 500;

  /** One is fetched from Redis and one decoded while one is learnt. */
  private static final int AHEAD = 3;

  private static final long RETRY_MILLIS = 500;
  private static final long PATIENCE_MILLIS = 1_000;

  private final Bus bus;
  private final List<Channel<FactPage, FactPage.Learnt>> learners;
  private final Promise<Void> read = Promise.promise();
  private final ArrayDeque<Future<FactPage>> coming = new ArrayDeque<>();

  /** How many facts every learner has learnt: where the first page that is coming stands. */
  private long learnt;

  /**
   * Hands the past to these.
   *
   * @param learners answered already, each by an actor that knows the past when the page without a
   *     next cursor is learnt
   */
  public ReplayVerticle(Bus bus, List<Channel<FactPage, FactPage.Learnt>> learners) {
    this.bus = bus;
    this.learners = List.copyOf(learners);
  }

  /** A short past is learnt when this completes; a long one is read on beside the tills. */
  @Override
  public Future<?> start() {
    next();
    return read.future()
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(longPast -> Future.succeededFuture());
  }

  private void next() {
    while (coming.size() < AHEAD) {
      ScanQuery query = new ScanQuery(learnt + (long) coming.size() * PAGE, PAGE);
      coming.add(bus.ask(Channels.SCAN, query));
    }
    coming
        .peek()
        .compose(page -> handOver(page).map(page))
        .onSuccess(this::handedOver)
        .onFailure(this::again);
  }

  private Future<?> handOver(FactPage page) {
    return Future.all(learners.stream().map(learner -> bus.ask(learner, page)).toList());
  }

  private void handedOver(FactPage page) {
    if (page.nextCursor() == null) {
      coming.clear();
      LOG.info("the past is read back");
      read.complete();
    } else {
      coming.remove();
      learnt += PAGE;
      next();
    }
  }

  /** Also what was read ahead is read again: out of order it could leave a fact out. */
  private void again(Throwable why) {
    LOG.atWarn()
        .addKeyValue("error", why.getMessage())
        .log("a page of the past could not be read or learnt; trying again");
    coming.clear();
    vertx.setTimer(RETRY_MILLIS, tick -> next());
  }
}
