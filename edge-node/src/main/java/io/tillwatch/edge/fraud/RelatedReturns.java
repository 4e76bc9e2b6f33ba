package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.labels.RelatedQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Knows the returns that somebody should look at because of who made them. The whole past is read
 * for it, so an answer serves for a while. A worker looks through it; this is for one event loop.
 */
final class RelatedReturns {
  /** More than anybody looks at before they are asked for again. */
  private static final int MOST = 100;

  private static final String ALL = "all";

  private static final RelatedQuery.Answer NOBODY = new RelatedQuery.Answer(List.of(), true);
  private static final RelatedQuery.Answer UNKNOWN = new RelatedQuery.Answer(List.of(), false);

  private final Vertx vertx;
  private final LabelReader reader;
  private final boolean on;
  private final SlowAnswer<List<String>> related;

  /**
   * @param on whether anything is reviewed in this store after it was paid
   */
  RelatedReturns(Vertx vertx, LabelReader reader, InstantSource time, boolean on) {
    this.vertx = vertx;
    this.reader = reader;
    this.on = on;
    this.related =
        new SlowAnswer<>("returns of people of whom a fraud is known", Duration.ofSeconds(5), time);
  }

  /** What is known, which may be a little old; only the first to ask wait, and not for long. */
  Future<RelatedQuery.Answer> ask(RelatedQuery query) {
    return on
        ? related
            .ask(
                ALL,
                now ->
                    reader
                        .fold()
                        .compose(
                            fold -> vertx.executeBlocking(() -> fold.related(now, MOST), false)))
            .map(done -> answer())
        : Future.succeededFuture(NOBODY);
  }

  private RelatedQuery.Answer answer() {
    SlowAnswer.Computed<List<String>> known = related.known(ALL);
    List<String> ids = known == null ? null : known.value();
    return ids == null ? UNKNOWN : new RelatedQuery.Answer(ids, true);
  }
}
