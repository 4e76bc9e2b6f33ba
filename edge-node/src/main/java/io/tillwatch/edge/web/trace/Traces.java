package io.tillwatch.edge.web.trace;

import io.tillwatch.core.alerts.AlertChanged;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.trace.Stage;
import io.tillwatch.core.trace.Trace;
import io.tillwatch.core.trace.TraceBook;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notes when transactions pass their stages, and puts together what this store and the one that
 * made a transaction know. Noting costs a till nothing: it happens after its answer.
 */
public final class Traces {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Bus bus;
  private final InstantSource clock;
  private final TraceBook book = new TraceBook();

  /**
   * A trace by this store's clock.
   *
   * @param clockErrorMicros by which the other store's stages may be wrong, or null where unknown
   */
  public record Seen(Trace trace, @Nullable Long clockErrorMicros) {}

  public Traces(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** Begins to note. */
  public Future<?> start() {
    return bus.subscribe(Channels.COMMITTED, book::committed)
        .compose(done -> bus.subscribe(Channels.SENT, book::sent))
        .compose(done -> bus.handle(StoreChannels.TRACE, this::home));
  }

  /** This node's clock. */
  public long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  /** A till was answered. */
  public void came(String transactionId, long receivedMicros, long tappedMicros) {
    book.came(transactionId, receivedMicros, tappedMicros);
  }

  /** An alert was raised, or changed. */
  public void raised(AlertChanged changed) {
    note(changed, Stage.RAISED);
  }

  /** It was written to the pages that listen. */
  public void told(AlertChanged changed) {
    note(changed, Stage.TOLD);
  }

  private void note(AlertChanged changed, Stage stage) {
    if (changed.what() == AlertChanged.What.RAISED && changed.alert().finding() == null) {
      book.passedToo(changed.alert().transactionId(), stage, nowMicros());
    }
  }

  /** The alert of a transaction was painted. */
  public boolean painted(String transactionId, PageMoment painted) {
    return book.passedToo(transactionId, Stage.PAINTED, painted.by(nowMicros()));
  }

  /** What is known of one transaction, here and where it was made; empty where nothing is. */
  public Future<Optional<Seen>> of(String transactionId) {
    Trace known = book.of(transactionId);
    if (known == null) {
      return Future.succeededFuture(Optional.empty());
    }
    boolean own = known.storeId().equals(bus.self().value());
    return (own ? Future.succeededFuture(known) : asked(known))
        .compose(trace -> status().map(status -> Optional.of(seen(trace, status))));
  }

  /** Of the latest whose alerts were painted, as far as it is known here. */
  public Future<List<Seen>> painted() {
    return status().map(status -> book.painted().stream().map(t -> seen(t, status)).toList());
  }

  /** What the other store does not say in time is not known. */
  private Future<Trace> asked(Trace known) {
    return bus.ask(
            StoreChannels.TRACE,
            new StoreId(known.storeId()),
            new Trace.Home.Question(known.transactionId(), bus.self().value()),
            PATIENCE)
        .map(known::with)
        .otherwise(known);
  }

  private Future<Trace.Home> home(Trace.Home.Question question) {
    Trace known = book.of(question.transactionId());
    String by = question.by();
    return Future.succeededFuture(
        new Trace.Home(
            known == null ? Map.of() : known.atMicros(),
            by == null ? null : book.sentTo(by, question.transactionId())));
  }

  private Future<@Nullable ReplicationStatus> status() {
    return bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS).otherwiseEmpty();
  }

  private Seen seen(Trace trace, @Nullable ReplicationStatus status) {
    if (trace.storeId().equals(bus.self().value())) {
      return new Seen(trace, 0L);
    }
    return peer(status, trace.storeId())
        .map(peer -> new Seen(trace.at(peer.clock().offsetMicros()), error(peer)))
        .orElseGet(() -> new Seen(trace, null));
  }

  private static @Nullable Long error(ReplicationStatus.Peer peer) {
    return peer.clock().errorMicros() < 0 ? null : Long.valueOf(peer.clock().errorMicros());
  }

  private static Optional<ReplicationStatus.Peer> peer(
      @Nullable ReplicationStatus status, String store) {
    return status == null
        ? Optional.empty()
        : status.peers().stream().filter(peer -> peer.storeId().equals(store)).findFirst();
  }
}
