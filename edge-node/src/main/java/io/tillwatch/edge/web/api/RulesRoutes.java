package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tillwatch.core.fraud.Backtest;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.fraud.RulesChange;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.AnswerCodec;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.ListJson;
import io.tillwatch.edge.web.answer.rules.BacktestReportJson;
import io.tillwatch.edge.web.answer.rules.RulesJson;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Cursor;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fraud rules: reading, changing and trying them. What GET answers can be changed and PUT back;
 * what the node adds to it ({@link #ADDED}) is left out then.
 */
public final class RulesRoutes {
  private static final String PATH = Endpoint.API + "/rules";
  private static final String HISTORY = "rules";
  private static final List<String> ADDED =
      List.of("inForce", "history", "fileProblem", "guardAlarm");
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 365;
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Bus bus;
  private final AuditTrail audit;

  public RulesRoutes(Bus bus, AuditTrail audit) {
    this.bus = bus;
    this.audit = audit;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.ADMINS, this::read),
        Endpoint.put(PATH, Access.ADMINS, BodyKind.RULES, this::change),
        Endpoint.get(PATH + "/history", Access.ADMINS, this::history),
        Endpoint.get(PATH + "/history/:version", Access.ADMINS, this::earlier),
        Endpoint.post(PATH + "/rollback", Access.ADMINS, BodyKind.JSON, this::rollBack),
        Endpoint.post(PATH + "/backtest", Access.ADMINS, BodyKind.JSON, this::backtest));
  }

  private Future<ApiResponse> read(ApiRequest request) {
    request.query().done();
    return bus.ask(Channels.RULES, new RulesView.Query()).map(RulesRoutes::reply);
  }

  private Future<ApiResponse> change(ApiRequest request) {
    String seen = ifMatch(request);
    String text = text(request);
    return bus.ask(Channels.RULES, new RulesView.Query())
        .compose(view -> ask(request, view, seen, text))
        .compose(answer -> changed(request, parsed(text), "RULES_CHANGED", answer));
  }

  private Future<RulesChange.Answer> ask(
      ApiRequest request, RulesView view, String seen, String text) {
    String version = seen.equals("*") ? view.current().version() : seen;
    return bus.ask(Channels.RULES_CHANGE, new RulesChange(text, version, request.actor()));
  }

  private Future<ApiResponse> history(ApiRequest request) {
    Query query = request.query();
    int limit = query.limit();
    int seen = seen(query.text("cursor"));
    query.done();
    return bus.ask(Channels.RULES, new RulesView.Query()).map(view -> history(view, seen, limit));
  }

  private static int seen(@Nullable String cursor) {
    String seen = Cursor.read(HISTORY, cursor);
    try {
      return seen == null ? 0 : Integer.parseUnsignedInt(seen);
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }

  /** What holds, and what held before, newest first. */
  private static ApiResponse history(RulesView view, int skip, int limit) {
    List<RulesJson.Version> all = new ArrayList<>();
    all.add(RulesJson.Version.of(view.current(), true));
    view.history().forEach(set -> all.add(RulesJson.Version.of(set, false)));
    int from = Math.min(skip, all.size());
    int to = Math.min(from + limit, all.size());
    String next = to < all.size() ? Cursor.behind(HISTORY, Integer.toString(to)) : null;
    return ApiResponse.json(200, new ListJson<>(all.subList(from, to), next));
  }

  private Future<ApiResponse> earlier(ApiRequest request) {
    String version = request.pathId("version");
    request.query().done();
    return bus.ask(Channels.RULES, new RulesView.Query())
        .map(
            view ->
                view.version(version)
                    .map(set -> ApiResponse.ruleSet(shown(set, RulesJson.of(set))))
                    .orElseGet(() -> unknown(version)));
  }

  /** Earlier rules are put in force as any others: read again, committed, told to every store. */
  private Future<ApiResponse> rollBack(ApiRequest request) {
    String seen = ifMatch(request);
    String version = RequestReader.read(request.json(), fields -> fields.id("version"));
    return bus.ask(Channels.RULES, new RulesView.Query())
        .compose(
            view ->
                view.version(version)
                    .map(set -> ask(request, view, seen, set.text()))
                    .map(
                        asked ->
                            asked.compose(
                                done ->
                                    changed(
                                        request,
                                        MissingNode.getInstance(),
                                        "RULES_ROLLED_BACK",
                                        done)))
                    .orElseGet(() -> unknown(version).now()));
  }

  private Future<ApiResponse> changed(
      ApiRequest request, JsonNode rules, String action, RulesChange.Answer answer) {
    if (answer instanceof RulesChange.Conflict conflict) {
      return ApiResponse.problem(
              Problem.of(
                  412,
                  "RULES_CHANGED_MEANWHILE",
                  "version " + conflict.version() + " holds by now; read it and change that"))
          .with("ETag", etag(conflict.version()))
          .now();
    }
    if (answer instanceof RulesChange.Invalid invalid) {
      return ApiResponse.problem(RulesFault.problem(rules, "", invalid.problem())).now();
    }
    return audit
        .write(request.caller(), action, ((RulesChange.InForce) answer).version(), null)
        .compose(done -> read(request));
  }

  /** What a back-test is asked beside the rules. */
  private record Asked(int days, @Nullable String model) {}

  private Future<ApiResponse> backtest(ApiRequest request) {
    ObjectNode body = request.json();
    JsonNode rules = body.remove("rules");
    Asked asked =
        RequestReader.read(
            body,
            fields -> {
              if (!(rules instanceof ObjectNode)) {
                fields.wrong("rules", "must be a whole rule set, as GET /rules answers it");
              }
              long days = fields.optionalWhole("days", 1, MAX_DAYS, DEFAULT_DAYS);
              return new Asked((int) days, fields.optionalText("model", 64));
            });
    JsonNode proposed = ((ObjectNode) rules).remove(ADDED);
    String text = proposed.toString();
    return bus.ask(Channels.BACKTEST, new Backtest(text, asked.days(), asked.model()))
        .map(
            answer ->
                answer instanceof Backtest.Refused refused
                    ? ApiResponse.problem(RulesFault.problem(proposed, "/rules", refused.problem()))
                    : ApiResponse.json(200, BacktestReportJson.of((Backtest.Report) answer)));
  }

  private static ApiResponse reply(RulesView view) {
    return ApiResponse.ruleSet(shown(view.current(), RulesJson.of(view)))
        .with("ETag", etag(view.current().version()));
  }

  /** The rules as they were put in force, and behind them what the node adds. */
  private static ObjectNode shown(RuleSet set, RulesJson added) {
    try {
      ObjectNode rules = (ObjectNode) YAML.readTree(set.text());
      return rules.setAll(AnswerCodec.toTree(added));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules in force can be read", e);
    }
  }

  /** The proposed rules as the rules file would hold them: YAML as it came, JSON as JSON. */
  private static String text(ApiRequest request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type.contains("yaml")) {
      return request.body().toString(StandardCharsets.UTF_8);
    }
    return request.json().remove(ADDED).toString();
  }

  private static String ifMatch(ApiRequest request) {
    String sent = request.request().getHeader(HttpHeaders.IF_MATCH);
    if (sent == null || sent.isBlank()) {
      throw Problem.of(
              428,
              "IF_MATCH_MISSING",
              "send If-Match with the ETag of GET /rules, so that nobody's change is lost")
          .exception();
    }
    String tag = sent.strip();
    tag = tag.startsWith("W/") ? tag.substring(2) : tag;
    boolean quoted = tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"");
    return quoted ? tag.substring(1, tag.length() - 1) : tag;
  }

  private static ApiResponse unknown(String version) {
    return ApiResponse.problem(
        Problem.of(
            404,
            "UNKNOWN_RULES_VERSION",
            "no rules of version " + version + " are remembered; GET /rules/history lists them"));
  }

  /** What was proposed, to say where in it the fault is; nothing where it cannot be read. */
  private static JsonNode parsed(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String etag(String version) {
    return "\"" + version + "\"";
  }
}
