package io.tillwatch.edge.web.live;

import io.tillwatch.core.alerts.AlertChanged;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.answer.CameraJson;
import io.tillwatch.edge.web.answer.alerts.AlertJson;
import io.tillwatch.edge.web.answer.transactions.TransactionItemJson;
import io.tillwatch.edge.web.api.FactClient;
import io.tillwatch.edge.web.api.figures.StatsRoutes;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.live.EventRing.Lane;
import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happens, told to every page that listens, as Server-Sent Events that can be resumed. */
public final class EventStream {
  private static final int REMEMBERED = 2_000;
  private static final int MOST_CLIENTS = 500;
  private static final int MOST_OF_ONE_KEY = 100;
  private static final int KEPT_FOR_STAFF = 200;
  private static final String MEDIA_TYPE = "text/event-stream";
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration FIGURES_EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Bus bus;
  private final FactClient facts;
  private final StatsRoutes stats;
  private final Traces traces;
  private final CardFingerprints cards;
  private final EventRing ring;
  private final Set<EventClient> clients = new LinkedHashSet<>();
  private boolean statsChanged;
  private boolean replicationIsNew;

  /**
   * A stream without listeners.
   *
   * @param boot names this run of the node
   * @param stats makes the bodies of {@code stats} and {@code replication} events
   * @param traces notes what is told
   */
  public EventStream(
      Vertx vertx, Bus bus, FactClient facts, String boot, StatsRoutes stats, Traces traces) {
    this.vertx = vertx;
    this.bus = bus;
    this.facts = facts;
    this.stats = stats;
    this.traces = traces;
    this.cards = CardFingerprints.by(bus.seal());
    this.ring = new EventRing(boot, REMEMBERED);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.stream(
            Endpoint.API + "/events",
            Access.of(Role.REVIEWER, Role.ADMIN, Role.KIOSK),
            MEDIA_TYPE,
            this::listen));
  }

  /** Begins to tell what happens. */
  public Future<Void> start() {
    vertx.setPeriodic(HEARTBEAT.toMillis(), id -> List.copyOf(clients).forEach(EventClient::beat));
    vertx.setPeriodic(FIGURES_EVERY.toMillis(), id -> publishFigures());
    return traces
        .start()
        .compose(done -> bus.subscribe(Channels.COMMITTED, this::committed))
        .compose(done -> bus.subscribe(Channels.COUNTED, counted -> statsChanged = true))
        .compose(done -> bus.subscribe(Channels.ALERT_CHANGED, this::alertChanged))
        .compose(done -> bus.subscribe(Channels.REPLICATION_CHANGED, this::replicationChanged));
  }

  /** Publishes the state of a camera; a lane's own concerns no other lane. */
  public void publishCamera(CameraJson camera) {
    String own = camera.laneId();
    publish("camera", () -> camera, own == null ? null : new Lane(bus.self().value(), own));
  }

  public int listeners() {
    return clients.size();
  }

  public void stop() {
    List.copyOf(clients).forEach(EventClient::close);
    clients.clear();
  }

  private Future<ApiResponse> listen(ApiRequest request) {
    Query query = request.query();
    String named = query.text("lane");
    String resumeAt = query.text("lastEventId");
    boolean kiosk = request.caller().role() == Role.KIOSK;
    String laneId = named == null ? request.caller().lane() : named;
    if (kiosk && laneId == null) {
      query.wrong("lane", "is missing: a kiosk hears of its own lane only");
    }
    query.done();
    Lane lane = kiosk && laneId != null ? ownLane(request.caller(), laneId) : null;
    checkRoom(request.caller());
    String header = request.request().getHeader("Last-Event-ID");
    open(request, lane, header == null ? resumeAt : header);
    return ApiResponse.STREAMED.now();
  }

  /** The lane, which must be the key's own and of this store, however it is written. */
  private Lane ownLane(Caller caller, String laneId) {
    String self = bus.self().value();
    int slash = laneId.indexOf('/');
    if (slash >= 0 && !laneId.substring(0, slash).equals(self)) {
      throw Problem.of(403, "OTHER_LANE", "a kiosk hears of lanes of its own store only")
          .exception();
    }
    String own = laneId.substring(slash + 1);
    caller.checkLane(own);
    return new Lane(self, own);
  }

  /** Nobody's pages leave no room for others'. */
  private void checkRoom(Caller caller) {
    long same =
        clients.stream().filter(each -> each.caller().actor().equals(caller.actor())).count();
    if (same >= MOST_OF_ONE_KEY) {
      throw Problem.later(
              429,
              "TOO_MANY_LISTENERS",
              "this key listens " + same + " times already; close a page or use another key",
              10)
          .exception();
    }
    int most = caller.role() == Role.KIOSK ? MOST_CLIENTS - KEPT_FOR_STAFF : MOST_CLIENTS;
    if (clients.size() >= most) {
      throw Problem.later(503, "TOO_MANY_LISTENERS", "too many pages listen; try again", 10)
          .exception();
    }
  }

  private void open(ApiRequest request, @Nullable Lane lane, @Nullable String resumeAt) {
    HttpServerResponse response = request.response();
    response.setChunked(true).putHeader("Content-Type", MEDIA_TYPE);
    response.write("retry: 1000\n\n");
    OptionalLong had = resumeAt == null ? OptionalLong.of(ring.last()) : ring.numberOf(resumeAt);
    EventClient client =
        new EventClient(vertx, response, ring, request.caller(), lane, had.orElse(ring.last()));
    request.onEnd(() -> clients.remove(client));
    if (had.isEmpty()) {
      client.reset();
    }
    clients.add(client);
    client.flow();
  }

  private void committed(Committed committed) {
    statsChanged = true;
    if (committed.fact() instanceof Posted posted) {
      pushTransaction(TransactionView.fresh(posted), committed.local());
    } else if (committed.fact() instanceof HeldDecision decision) {
      pushTransaction(decision.of(), committed.local());
    } else if (committed.fact() instanceof FirstApproval approval) {
      pushTransaction(approval.of(), committed.local());
    } else if (committed.fact() instanceof Payout payout) {
      pushTransaction(payout.of(), committed.local());
    }
  }

  private void pushTransaction(String transactionId, boolean local) {
    facts
        .transaction(transactionId)
        .onSuccess(found -> found.ifPresent(view -> pushTransaction(view, local)));
  }

  private void pushTransaction(TransactionView view, boolean local) {
    Transaction transaction = view.posted().transaction();
    Lane lane = new Lane(transaction.storeId(), transaction.laneId());
    ring.add(
        "transaction",
        () -> TransactionItemJson.of(view, cards).told(local),
        () -> TransactionItemJson.forCustomers(view).told(local),
        lane);
    flow();
  }

  private void alertChanged(AlertChanged changed) {
    boolean resolved = changed.what() == AlertChanged.What.RESOLVED;
    traces.raised(changed);
    publish(
        resolved ? "alert.resolved" : "alert", () -> AlertJson.of(changed.alert(), cards), null);
    if (!clients.isEmpty()) {
      traces.told(changed);
    }
  }

  private void replicationChanged(ReplicationStatus changed) {
    statsChanged = true;
    replicationIsNew = true;
  }

  private void publishFigures() {
    if (clients.isEmpty()) {
      return;
    }
    if (replicationIsNew) {
      replicationIsNew = false;
      stats.replicationNow().onSuccess(body -> publish("replication", () -> body, null));
    }
    if (statsChanged) {
      statsChanged = false;
      stats.current().onSuccess(body -> publish("stats", () -> body, null));
    }
  }

  private void publish(String name, Supplier<Record> data, @Nullable Lane lane) {
    ring.add(name, data, lane);
    flow();
  }

  private void flow() {
    // a client that is gone leaves the set while it is walked
    List.copyOf(clients).forEach(EventClient::flow);
  }
}
