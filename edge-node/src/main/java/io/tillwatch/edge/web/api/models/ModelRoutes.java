package io.tillwatch.edge.web.api.models;

import io.tillwatch.core.fraud.drift.DriftView;
import io.tillwatch.core.fraud.labels.LabelQuery;
import io.tillwatch.core.fraud.models.ModelCommand;
import io.tillwatch.core.fraud.models.ModelsView;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.rules.DriftJson;
import io.tillwatch.edge.web.answer.rules.LabelsJson;
import io.tillwatch.edge.web.answer.rules.ModelsJson;
import io.tillwatch.edge.web.api.RequestReader;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Fields;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trained models: listing, bringing, promoting by two people, and rolling back. */
public final class ModelRoutes {
  private static final String PATH = Endpoint.API + "/models";
  private static final int MOST_NOTE = 500;

  private final Bus bus;
  private final AuditTrail audit;
  private final InstantSource clock;
  private boolean bringing;

  public ModelRoutes(Bus bus, AuditTrail audit, InstantSource clock) {
    this.clock = clock;
    this.bus = bus;
    this.audit = audit;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.REVIEWERS, this::list),
        Endpoint.get(PATH + "/labels", Access.REVIEWERS, this::labels),
        Endpoint.get(PATH + "/drift", Access.REVIEWERS, this::drift),
        Endpoint.post(PATH, Access.ADMINS, BodyKind.MODEL, this::bring),
        Endpoint.post(PATH + "/rollback", Access.ADMINS, BodyKind.OPTIONAL_JSON, this::rollBack),
        Endpoint.put(PATH + "/:model/card", Access.ADMINS, BodyKind.JSON, this::describe),
        Endpoint.post(
            PATH + "/:model/promotion", Access.ADMINS, BodyKind.OPTIONAL_JSON, this::promote));
  }

  private Future<ApiResponse> list(ApiRequest request) {
    request.query().done();
    return show(200);
  }

  private Future<ApiResponse> show(int status) {
    return bus.ask(Channels.MODELS, new ModelsView.Query())
        .map(view -> ApiResponse.json(status, ModelsJson.of(view)));
  }

  /** What there is to learn from so far; the whole past is read for it. */
  private Future<ApiResponse> labels(ApiRequest request) {
    request.query().done();
    return bus.ask(Channels.LABELS, new LabelQuery(clock.instant()))
        .map(answer -> ApiResponse.json(200, LabelsJson.of(answer)));
  }

  /** How far returns have moved from what the model learned from; some minutes old at most. */
  private Future<ApiResponse> drift(ApiRequest request) {
    request.query().done();
    return bus.ask(Channels.MODEL_DRIFT, new DriftView.Query(true))
        .map(view -> ApiResponse.json(200, DriftJson.of(view)));
  }

  /** One at a time: a file is read, packed and logged in parts. */
  private Future<ApiResponse> bring(ApiRequest request) {
    if (bringing) {
      throw Problem.later(503, "MODEL_UNDER_WAY", "another model is being taken in; try again", 5)
          .exception();
    }
    ModelCommand.Bring command = new ModelCommand.Bring(request.body().getBytes(), request.actor());
    bringing = true;
    return carryOut(request, command, 201).onComplete(done -> bringing = false);
  }

  private Future<ApiResponse> describe(ApiRequest request) {
    String card = request.body().toString(StandardCharsets.UTF_8);
    String model = request.pathId("model");
    return carryOut(request, new ModelCommand.Describe(model, card, request.actor()), 200);
  }

  private Future<ApiResponse> promote(ApiRequest request) {
    String model = request.pathId("model");
    return carryOut(request, new ModelCommand.Promote(model, note(request), request.actor()), 200);
  }

  private Future<ApiResponse> rollBack(ApiRequest request) {
    return carryOut(request, new ModelCommand.RollBack(note(request), request.actor()), 200);
  }

  private static @Nullable String note(ApiRequest request) {
    return RequestReader.read(
        request.jsonOrEmpty(), (Fields fields) -> fields.optionalText("note", MOST_NOTE));
  }

  private Future<ApiResponse> carryOut(ApiRequest request, ModelCommand command, int status) {
    return bus.ask(Channels.MODEL_COMMAND, command)
        .compose(
            answer ->
                answer instanceof ModelCommand.Answer.Done done
                    ? audit
                        .write(request.caller(), "MODEL_" + done.act(), done.model(), null)
                        .compose(written -> show(status))
                    : ApiResponse.problem(problem((ModelCommand.Answer.Refused) answer)).now());
  }

  private static Problem problem(ModelCommand.Answer.Refused answer) {
    return switch (answer.refusal()) {
      case UNUSABLE_MODEL -> Problem.of(422, "MODEL_UNUSABLE", answer.why());
      case UNUSABLE_CARD -> Problem.of(422, "MODEL_CARD_UNUSABLE", answer.why());
      case UNKNOWN_MODEL -> Problem.of(404, "UNKNOWN_MODEL", answer.why());
      case SECOND_ADMIN_NEEDED -> Problem.of(409, "SECOND_ADMIN_NEEDED", answer.why());
      case NOTHING_TO_ROLL_BACK -> Problem.of(409, "NOTHING_TO_ROLL_BACK", answer.why());
    };
  }
}
