package io.tillwatch.edge.web;

import io.tillwatch.edge.alerts.model.AlertChanged;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.FirstApproval;
import io.tillwatch.edge.checkout.model.HeldDecision;
import io.tillwatch.edge.checkout.model.Payout;
import io.tillwatch.edge.checkout.model.Posted;
import io.tillwatch.edge.checkout.model.Transaction;
import io.tillwatch.edge.checkout.model.TransactionView;
import io.tillwatch.edge.config.Role;
import io.tillwatch.edge.ledger.model.Committed;
import io.tillwatch.edge.replication.model.ReplicationStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What happens, told to every page that listens, as Server-Sent Events that can be resumed. */
final class EventStream {
  private static final int REMEMBERED = 2_000;
  private static final int MOST_CLIENTS = 500;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration FIGURES_EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Bus bus;
  private final Facts facts;
  private final StatsRoutes stats;
  private final EventRing ring;
  private final Set<EventClient> clients = new LinkedHashSet<>();
  private boolean statsChanged;
  private boolean replicationChanged;

  /**
   * A stream without listeners.
   *
   * @param boot names this run of the node
   * @param stats makes the bodies of {@code stats} and {@code replication} events
   */
  EventStream(Vertx vertx, Bus bus, Facts facts, String boot, StatsRoutes stats) {
    this.vertx = vertx;
    this.bus = bus;
    this.facts = facts;
    this.stats = stats;
    this.ring = new EventRing(boot, REMEMBERED);
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            Endpoint.API + "/events",
            Access.of(Role.REVIEWER, Role.ADMIN, Role.KIOSK),
            this::listen));
  }

  /** Begins to tell what happens. */
  Future<Void> start() {
    vertx.setPeriodic(HEARTBEAT.toMillis(), id -> clients.forEach(each -> each.write(": \n\n")));
    vertx.setPeriodic(FIGURES_EVERY.toMillis(), id -> tellFigures());
    return bus.listen(Channels.COMMITTED, this::tell)
        .compose(done -> bus.listen(Channels.ALERT_CHANGED, this::tell))
        .compose(done -> bus.listen(Channels.REPLICATION_CHANGED, this::tellReplication));
  }

  /** Tells of the camera. */
  void tellCamera(JsonObject camera) {
    publish("camera", () -> camera, null);
  }

  int listeners() {
    return clients.size();
  }

  void stop() {
    clients.forEach(EventClient::close);
    clients.clear();
  }

  private Future<Reply> listen(Call call) {
    Query query = call.query();
    String laneId = query.text("lane");
    String resumeAt = query.text("lastEventId");
    boolean kiosk = call.caller().role() == Role.KIOSK;
    if (kiosk && laneId == null) {
      query.wrong("lane", "is missing: a kiosk hears of its own lane only");
    }
    query.done();
    if (clients.size() >= MOST_CLIENTS) {
      throw Problem.later(503, "TOO_MANY_LISTENERS", "too many pages listen; try again", 10)
          .exception();
    }
    String header = call.request().getHeader("Last-Event-ID");
    open(call, kiosk ? laneId : null, header == null ? resumeAt : header);
    return Reply.STREAMED.now();
  }

  private void open(Call call, String laneId, String resumeAt) {
    HttpServerResponse response = call.response();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    EventClient client = new EventClient(response, call.caller().role(), laneId);
    response.closeHandler(closed -> clients.remove(client));
    response.exceptionHandler(failure -> clients.remove(client));
    client.write("retry: 1000\n\n");
    Optional<List<EventRing.Event>> missed =
        resumeAt == null ? Optional.of(List.of()) : ring.after(resumeAt);
    missed.ifPresentOrElse(
        events -> events.forEach(client::send),
        () -> client.write("id: " + ring.lastId() + "\nevent: reset\ndata: {}\n\n"));
    clients.add(client);
  }

  private void tell(Committed committed) {
    statsChanged = true;
    if (committed.fact() instanceof Posted posted) {
      tell(TransactionView.fresh(posted), committed.local());
    } else if (committed.fact() instanceof HeldDecision decision) {
      tellOf(decision.of(), committed.local());
    } else if (committed.fact() instanceof FirstApproval approval) {
      tellOf(approval.of(), committed.local());
    } else if (committed.fact() instanceof Payout payout) {
      tellOf(payout.of(), committed.local());
    }
  }

  private void tellOf(String transactionId, boolean local) {
    facts.transaction(transactionId).onSuccess(found -> found.ifPresent(view -> tell(view, local)));
  }

  private void tell(TransactionView view, boolean local) {
    Transaction transaction = view.posted().transaction();
    boolean ours = transaction.storeId().equals(bus.self().value());
    // lanes of two stores may share a name: another store's is nobody's here
    String lane = (ours ? "" : transaction.storeId() + "/") + transaction.laneId();
    publish("transaction", () -> TransactionJson.item(view).put("local", local), lane);
  }

  private void tell(AlertChanged changed) {
    boolean resolved = changed.what() == AlertChanged.What.RESOLVED;
    publish(resolved ? "alert.resolved" : "alert", () -> AlertJson.item(changed.alert()), null);
  }

  private void tellReplication(ReplicationStatus changed) {
    statsChanged = true;
    replicationChanged = true;
  }

  private void tellFigures() {
    if (clients.isEmpty()) {
      return;
    }
    if (replicationChanged) {
      replicationChanged = false;
      stats.replicationNow().onSuccess(body -> publish("replication", () -> body, null));
    }
    if (statsChanged) {
      statsChanged = false;
      stats.current().onSuccess(body -> publish("stats", () -> body, null));
    }
  }

  private void publish(String name, Supplier<JsonObject> data, String laneId) {
    EventRing.Event event = ring.add(name, data, laneId);
    // a client that is cut off leaves the set while it is walked
    List.copyOf(clients).forEach(client -> client.send(event));
  }
}
