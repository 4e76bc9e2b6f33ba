package io.tillwatch.edge.web.api.audit;

import io.tillwatch.core.ledger.AuditChain;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.AnswerCodec;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.answer.audit.AuditLineJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Streams every decision that this store knows, oldest first, one JSON object a line, linked by
 * {@link AuditChain}. Reads page by page and waits for a slow reader. An export that breaks off has
 * no last line of kind END.
 */
final class AuditExport {
  private static final int PAGE = 200;

  private final Bus bus;
  private final HttpServerResponse response;
  private final AuditChain chain;
  private @Nullable String lastFact;
  private Promise<Void> room = Promise.promise();

  /**
   * An export that goes on behind an earlier one.
   *
   * @param cursor of the earlier one's last line, or null from the start
   * @param previousHash of the earlier one's last line
   */
  AuditExport(Bus bus, ApiRequest request, @Nullable String cursor, String previousHash) {
    this.bus = bus;
    this.response = request.response();
    request.onEnd(() -> room.tryComplete());
    this.chain = new AuditChain(previousHash);
    this.lastFact = cursor;
  }

  /** Reads the first page, so that a wrong cursor is refused; then answers as it reads. */
  Future<Void> begin(Caller caller, InstantSource clock) {
    return page()
        .map(
            first -> {
              response
                  .setChunked(true)
                  .putHeader("Content-Type", "application/x-ndjson")
                  .putHeader("Content-Disposition", "attachment; filename=\"audit.ndjson\"");
              write(new AuditLineJson.Begin(clock.instant(), bus.self().value(), caller.actor()));
              return first;
            })
        .mapEmpty();
  }

  /** Writes everything and ends the answer; a failure cuts the connection. */
  Future<Void> run() {
    return page().compose(this::take).onFailure(why -> response.reset());
  }

  private Future<FactPage> page() {
    return bus.ask(Channels.BROWSE, new PageQuery(Indexes.FACTS, lastFact, PAGE, true, false));
  }

  private Future<Void> take(FactPage page) {
    for (StoredFact stored : page.facts()) {
      lastFact = stored.op().factId();
      AuditLineJson.of(stored).ifPresent(this::write);
    }
    if (response.closed()) {
      return Future.succeededFuture();
    }
    return page.nextCursor() == null ? end() : room().compose(free -> page()).compose(this::take);
  }

  private Future<Void> end() {
    write(new AuditLineJson.End(chain.lines() + 1, lastFact));
    return response.end();
  }

  private void write(Record line) {
    response.write(chain.link(AnswerCodec.toJson(line)) + "\n");
  }

  private Future<Void> room() {
    if (!response.writeQueueFull()) {
      return Future.succeededFuture();
    }
    room = Promise.promise();
    response.drainHandler(drained -> room.tryComplete());
    return room.future();
  }
}
