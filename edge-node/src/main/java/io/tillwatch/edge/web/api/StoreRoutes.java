package io.tillwatch.edge.web.api;

import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.DecommissionOrder;
import io.tillwatch.core.replication.DecommissionOrder.Refusal;
import io.tillwatch.core.replication.DecommissionStatus;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.stores.DepartureJson;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.List;

/**
 * What an administrator decides about a store: that it leaves, or that its log is trusted again.
 */
public final class StoreRoutes {
  private static final String ONE = Endpoint.API + "/stores/:storeId";

  private final Bus bus;
  private final AuditTrail audit;

  public StoreRoutes(Bus bus, AuditTrail audit) {
    this.bus = bus;
    this.audit = audit;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(ONE + "/decommission", Access.ADMINS, BodyKind.JSON, this::decommission),
        Endpoint.post(ONE + "/thaw", Access.ADMINS, BodyKind.OPTIONAL_JSON, this::thaw));
  }

  private Future<ApiResponse> decommission(ApiRequest request) {
    String store = request.pathId("storeId");
    String heir =
        RequestReader.read(
            request.json(),
            fields -> {
              String name = fields.id("heir");
              if (!name.isEmpty() && !isStoreId(name)) {
                fields.wrong("heir", "must be a store id, for example store-b");
              }
              return name;
            });
    if (!isStoreId(store)) {
      return ApiResponse.problem(problem(Refusal.UNKNOWN_STORE, store)).now();
    }
    return bus.ask(Channels.DECOMMISSION, new DecommissionOrder(store, heir, request.actor()))
        .compose(
            answer -> {
              if (answer instanceof DecommissionOrder.Refused refused) {
                return ApiResponse.problem(problem(refused.refusal(), store)).now();
              }
              DecommissionStatus leaving = ((DecommissionOrder.Accepted) answer).status();
              return audit
                  .write(request.caller(), "STORE_DECOMMISSIONED", store, "heir " + heir)
                  .map(done -> ApiResponse.json(202, DepartureJson.of(leaving)));
            });
  }

  private Future<ApiResponse> thaw(ApiRequest request) {
    String store = request.pathId("storeId");
    RequestReader.read(request.jsonOrEmpty(), fields -> null);
    return bus.ask(Channels.FLAWS, new LogHealth.Question.Read())
        .compose(
            health ->
                health.isDiverged(store)
                    ? trust(request, store)
                    : ApiResponse.problem(
                            Problem.of(
                                409, "NOT_DIVERGED", "no log of " + store + " is frozen here"))
                        .now());
  }

  private Future<ApiResponse> trust(ApiRequest request, String store) {
    return audit
        .write(request.caller(), "LOG_THAWED", store, null)
        .compose(done -> bus.ask(Channels.FLAWS, new LogHealth.Question.Trusted(store)))
        .map(health -> ApiResponse.empty());
  }

  public static Problem problem(Refusal refusal, String store) {
    String code = refusal.name();
    return switch (refusal) {
      case UNKNOWN_STORE -> Problem.of(404, code, "no store " + store + " is known here");
      case UNKNOWN_HEIR ->
          Problem.at(422, code, "/heir", "the heir must be a store that is known here and stays");
      case HEIR_IS_STORE ->
          Problem.at(422, code, "/heir", "a store inherits nothing from itself; name another one");
      case OWN_STORE ->
          Problem.of(409, code, "a store cannot send itself away; ask one of the others");
      case ALREADY_DECOMMISSIONED ->
          Problem.of(409, code, "this was asked for before with another heir; see /replication");
      case STORE_DECOMMISSIONED ->
          Problem.of(409, code, "this store has left the group itself; ask one that stays");
      case DATABASE_MODE ->
          Problem.of(409, code, "the database replicates by itself and knows its own members");
    };
  }

  private static boolean isStoreId(String name) {
    try {
      return new StoreId(name).value().equals(name);
    } catch (IllegalArgumentException other) {
      return false;
    }
  }
}
