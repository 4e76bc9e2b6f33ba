package io.tillwatch.edge.web.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tillwatch.edge.codec.OmittedIfNull;
import io.tillwatch.edge.support.AnswerShape;
import io.tillwatch.edge.support.OpenApi;
import io.tillwatch.edge.web.answer.alerts.AlertDetailJson;
import io.tillwatch.edge.web.answer.alerts.AlertJson;
import io.tillwatch.edge.web.answer.audit.AuditItemJson;
import io.tillwatch.edge.web.answer.audit.ErasureJson;
import io.tillwatch.edge.web.answer.audit.ExplanationJson;
import io.tillwatch.edge.web.answer.demo.DemoJson;
import io.tillwatch.edge.web.answer.figures.PatternsJson;
import io.tillwatch.edge.web.answer.figures.ReportJson;
import io.tillwatch.edge.web.answer.figures.RuleFiguresJson;
import io.tillwatch.edge.web.answer.figures.StatsJson;
import io.tillwatch.edge.web.answer.figures.TrendsJson;
import io.tillwatch.edge.web.answer.figures.ValueProtectedJson;
import io.tillwatch.edge.web.answer.rules.BacktestReportJson;
import io.tillwatch.edge.web.answer.rules.DriftJson;
import io.tillwatch.edge.web.answer.rules.LabelsJson;
import io.tillwatch.edge.web.answer.rules.ListEntryJson;
import io.tillwatch.edge.web.answer.rules.ModelsJson;
import io.tillwatch.edge.web.answer.rules.RulesJson;
import io.tillwatch.edge.web.answer.search.ProfileJson;
import io.tillwatch.edge.web.answer.search.SearchJson;
import io.tillwatch.edge.web.answer.stores.DepartureJson;
import io.tillwatch.edge.web.answer.stores.HealthJson;
import io.tillwatch.edge.web.answer.stores.LatencyHistoryJson;
import io.tillwatch.edge.web.answer.stores.ReplicationJson;
import io.tillwatch.edge.web.answer.traces.TraceJson;
import io.tillwatch.edge.web.answer.traces.TracesJson;
import io.tillwatch.edge.web.answer.transactions.AnswerJson;
import io.tillwatch.edge.web.answer.transactions.BlindReturnJson;
import io.tillwatch.edge.web.answer.transactions.ReceiptJson;
import io.tillwatch.edge.web.answer.transactions.TransactionItemJson;
import io.tillwatch.edge.web.problem.ProblemJson;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records that are answered, and the schemas of {@code /openapi.yaml}. */
class AnswerSchemaTest {
  private static final String API = "/api/v1/";

  private static final Type TRANSACTIONS =
      new TypeReference<ListJson<TransactionItemJson>>() {}.getType();
  private static final Type QUEUE =
      new TypeReference<ListJson.Counted<TransactionItemJson>>() {}.getType();
  private static final Type ALERTS = new TypeReference<ListJson.Counted<AlertJson>>() {}.getType();
  private static final Type AUDIT =
      new TypeReference<ListJson.Counted<AuditItemJson>>() {}.getType();
  private static final Type LISTED =
      new TypeReference<ListJson.Counted<ListEntryJson>>() {}.getType();
  private static final Type SAMPLE = new TypeReference<ListJson<BlindReturnJson>>() {}.getType();
  private static final Type RULES = new TypeReference<ListJson<RulesJson.Version>>() {}.getType();

  /** What each call answers in JSON, in every form it has. */
  private static final Map<String, List<Type>> ANSWERS =
      Map.ofEntries(
          answer("POST", "sales", AnswerJson.class),
          answer("POST", "returns", AnswerJson.class),
          answer("GET", "catalog", CatalogJson.class),
          answer("GET", "receipts/{receiptNumber}", ReceiptJson.class),
          answer("POST", "photos", PhotoAnswerJson.class),
          answer("POST", "photos/sessions", LiveSessionJson.class),
          answer("POST", "photos/sessions/{sessionId}/frames", LiveFrameJson.class),
          answer("POST", "photos/{photoId}/presence", PresenceJson.class),
          answer("POST", "camera/presence", PresenceJson.class),
          answer("POST", "camera/captures", PhotoAnswerJson.class),
          answer("GET", "camera", CameraJson.class),
          answer("GET", "camera/look", CameraLookJson.class),
          answer("GET", "transactions", TRANSACTIONS, QUEUE),
          answer("GET", "transactions/{transactionId}", TransactionItemJson.class),
          answer("GET", "transactions/{transactionId}/explanation", ExplanationJson.class),
          answer("POST", "transactions/{transactionId}/decision", TransactionItemJson.class),
          answer("POST", "transactions/{transactionId}/payout", TransactionItemJson.class),
          answer("POST", "transactions/{transactionId}/void", TransactionItemJson.class),
          answer("GET", "audit", AUDIT),
          answer("DELETE", "customers/{customerId}/biometrics", ErasureJson.class),
          answer("POST", "disputes", CreatedJson.class),
          answer("GET", "lists", LISTED),
          answer("POST", "lists", CreatedJson.class),
          answer("GET", "alerts", ALERTS),
          answer("GET", "alerts/{alertId}", AlertDetailJson.class),
          answer("POST", "alerts/{alertId}/claim", AlertDetailJson.class),
          answer("POST", "alerts/{alertId}/release", AlertDetailJson.class),
          answer("POST", "alerts/{alertId}/snooze", AlertDetailJson.class),
          answer("POST", "alerts/{alertId}/notes", AlertDetailJson.class),
          answer("POST", "alerts/{alertId}/resolution", AlertDetailJson.class),
          answer("GET", "stats", StatsJson.class),
          answer("GET", "stats/trends", TrendsJson.class),
          answer("GET", "stats/value-protected", ValueProtectedJson.class),
          answer("GET", "stats/report", ReportJson.class),
          answer("GET", "stats/rules", RuleFiguresJson.class),
          answer("GET", "stats/patterns", PatternsJson.class),
          answer("GET", "stats/patterns/transactions", QUEUE),
          answer("GET", "replication", ReplicationJson.class),
          answer("GET", "replication/latency", LatencyHistoryJson.class),
          answer("GET", "traces", TracesJson.class),
          answer("GET", "traces/{transactionId}", TraceJson.class),
          answer("GET", "demo", DemoJson.class),
          answer("POST", "demo/run", DemoJson.class),
          answer("GET", "search", SearchJson.class),
          answer("GET", "profiles/{kind}/{id}", ProfileJson.class),
          answer("POST", "stores/{storeId}/decommission", DepartureJson.class),
          answer("GET", "rules", RulesJson.class),
          answer("PUT", "rules", RulesJson.class),
          answer("GET", "rules/history", RULES),
          answer("GET", "rules/history/{version}", RulesJson.class),
          answer("POST", "rules/rollback", RulesJson.class),
          answer("POST", "rules/backtest", BacktestReportJson.class),
          answer("GET", "models", ModelsJson.class),
          answer("GET", "models/labels", LabelsJson.class),
          answer("GET", "models/drift", DriftJson.class),
          answer("GET", "models/sample", SAMPLE),
          answer("POST", "models/sample/{transactionId}/verdict", CreatedJson.class),
          answer("POST", "models", ModelsJson.class),
          answer("PUT", "models/{model}/card", ModelsJson.class),
          answer("POST", "models/{model}/promotion", ModelsJson.class),
          answer("POST", "models/rollback", ModelsJson.class),
          answer("POST", "session", SessionJson.class),
          answer("GET", "session", SessionJson.class),
          answer("POST", "session/staff", SessionJson.StaffUnlocked.class),
          Map.entry("GET /health/live", List.of(HealthJson.class)),
          Map.entry("GET /health/ready", List.of(HealthJson.class)));

  private static final Map<String, List<Type>> EVENTS =
      Map.of(
          "transaction", List.of(TransactionItemJson.class),
          "alert", List.of(AlertJson.class),
          "alert.resolved", List.of(AlertJson.class),
          "replication", List.of(ReplicationJson.class),
          "stats", List.of(StatsJson.class),
          "camera", List.of(CameraJson.class));

  private record Wrong(@OmittedIfNull String id, long name) {}

  @Test
  void everyAnswerIsDescribedAndEveryDescriptionAnswered() {
    AnswerShape shape = new AnswerShape(OpenApi.document());
    Map<String, JsonNode> described = described();

    ANSWERS.forEach((call, forms) -> shape.compare(call, described.get(call), forms));

    assertThat(shape.faults()).isEmpty();
  }

  @Test
  void everyCallThatAnswersJsonIsCompared() {
    assertThat(described().keySet()).isEqualTo(new TreeSet<>(ANSWERS.keySet()));
  }

  @Test
  void everyEventIsDescribedAndEveryDescriptionTold() {
    AnswerShape shape = new AnswerShape(OpenApi.document());
    JsonNode events = OpenApi.events();

    EVENTS.forEach((name, forms) -> shape.compare(name, events.get(name), forms));

    assertThat(shape.faults()).isEmpty();
    TreeSet<String> named = new TreeSet<>();
    events.fieldNames().forEachRemaining(named::add);
    named.remove("reset");
    assertThat(named).isEqualTo(new TreeSet<>(EVENTS.keySet()));
  }

  @Test
  void aProblemIsDescribed() {
    AnswerShape shape = new AnswerShape(OpenApi.document());

    shape.compare(
        "problem",
        OpenApi.document().at("/components/schemas/Problem"),
        List.of(ProblemJson.class));

    assertThat(shape.faults()).isEmpty();
  }

  @Test
  void everyRecordOfAnAnswerIsCompared() {
    AnswerShape shape = new AnswerShape(OpenApi.document());
    described().forEach((call, schema) -> shape.compare(call, schema, ANSWERS.get(call)));
    TreeSet<String> compared =
        shape.seen().stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));

    TreeSet<String> records =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.tillwatch.edge.web.answer")
                .stream()
                .filter(JavaClass::isRecord)
                .map(JavaClass::getName)
                // lines of the audit export, which the document describes in words
                .filter(name -> !name.contains("AuditLineJson"))
                .collect(Collectors.toCollection(TreeSet::new));

    records.removeAll(compared);
    assertThat(records).as("records that no call answers").isEmpty();
  }

  @Test
  void isSeenToFindWhatDiffers() {
    AnswerShape shape = new AnswerShape(OpenApi.document());

    shape.compare("x", OpenApi.document().at("/components/schemas/Created"), List.of(Wrong.class));

    assertThat(shape.faults())
        .containsExactly("x/id is required and may lack", "x/name is answered and no property");
  }

  private static Map.Entry<String, List<Type>> answer(String method, String path, Type... forms) {
    return Map.entry(method + " " + API + path, List.of(forms));
  }

  /** Per call the schema of what it answers in JSON where it is not refused. */
  private static Map<String, JsonNode> described() {
    Map<String, JsonNode> schemas = new TreeMap<>();
    OpenApi.operations()
        .forEach(
            each -> answered(each.said()).forEach(schema -> schemas.put(each.toString(), schema)));
    return schemas;
  }

  private static Stream<JsonNode> answered(JsonNode operation) {
    return operation.path("responses").properties().stream()
        .map(response -> response.getValue().path("content").path("application/json"))
        .filter(content -> content.has("schema"))
        .map(content -> content.get("schema"));
  }
}
