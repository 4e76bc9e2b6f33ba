package io.tillwatch.edge.web.api.demo;

import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Fields;
import io.tillwatch.edge.web.http.ValidationErrors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo's script: playing it, and how far it is. Only in a store that was started for it. */
public final class DemoRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(DemoRoutes.class);
  private static final String PATH = Endpoint.API + "/demo";
  private static final String ACTION = "DEMO_STARTED";

  private final Vertx vertx;
  private final DemoScript script;
  private final AuditTrail audit;
  private final DemoRuns runs;

  public DemoRoutes(Vertx vertx, DemoScript script, AuditTrail audit, InstantSource clock) {
    this.vertx = vertx;
    this.script = script;
    this.audit = audit;
    this.runs = new DemoRuns(script.visits(), clock);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.REVIEWERS, this::progress),
        Endpoint.post(PATH + "/run", Access.REVIEWERS, BodyKind.OPTIONAL_JSON, this::run));
  }

  private Future<ApiResponse> progress(ApiRequest request) {
    request.query().done();
    return ApiResponse.json(200, runs.now()).now();
  }

  private Future<ApiResponse> run(ApiRequest request) {
    request.query().done();
    ValidationErrors errors = new ValidationErrors();
    new Fields(request.jsonOrEmpty(), "", errors).refuseOthers();
    errors.throwIfAny();
    runs.begin(request.actor());
    return audit
        .write(request.caller(), ACTION, "demo", null)
        .onSuccess(written -> play())
        .onFailure(runs::failed)
        .map(written -> ApiResponse.json(202, runs.now()));
  }

  /** On a thread of its own: the script waits for each answer of this very node. */
  private void play() {
    WorkerExecutor player =
        vertx.createSharedWorkerExecutor(
            "demo", 1, DemoRuns.LONGEST.plus(DemoRuns.BETWEEN).toSeconds(), TimeUnit.SECONDS);
    player
        .executeBlocking(() -> script.play(runs::visited))
        .onSuccess(runs::done)
        .onFailure(
            why -> {
              LOG.atWarn().setCause(why).log("the demo's script could not go on");
              runs.failed(why);
            })
        .onComplete(over -> player.close());
  }
}
