package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import io.tillwatch.core.fraud.rules.ModelOpinions;
import io.tillwatch.core.fraud.scoring.Replay;
import io.tillwatch.core.fraud.scoring.Rules;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import io.tillwatch.edge.fraud.replay.EventLines;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model's way from its upload in one store to champion in both and back: the same points, bit for
 * bit, in two real nodes and in a replay.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] MODEL = ModelFiles.ofAmounts(1.1);
  private static final String HASH = Sha256.hex(MODEL);
  private static final String ON_TRIAL = "code: MODEL\n    mode: shadow";

  private TestNodes nodes;
  private String rules;
  private int customers;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    // many shirts without receipt are what this test is made of
    rules =
        Files.readString(Path.of("../conf/rules.yaml"))
            .replace("- code: BULK_SKU", "- code: BULK_SKU\n    enabled: false");
    Path file = Files.writeString(dir.resolve("rules.yaml"), rules);
    nodes = new TestNodes(dir, file, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  private Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }

  private Answer bring(String store, byte[] file) {
    return Http.send(
        as(store, "admin")
            .request("/api/v1/models")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(file)));
  }

  private Answer describe(String store, String model, String card) {
    return Http.send(
        as(store, "admin")
            .request("/api/v1/models/" + model + "/card")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(card)));
  }

  private JsonObject models(String store) {
    return as(store, "reviewer").get("/api/v1/models").json();
  }

  private Answer promote(String store) {
    return as(store, "admin")
        .post("/api/v1/models/" + HASH + "/promotion", "{\"note\":\"better\"}");
  }

  private void awaitBoth(String what, java.util.function.Predicate<JsonObject> holds) {
    Await.until(
        what, PATIENCE, () -> holds.test(models("store-a")) && holds.test(models("store-b")));
  }

  private String health(String store) {
    return as(store, "admin").get("/health/ready").body();
  }

  /** Shirts without receipt by somebody; answers what the till was told. */
  private JsonObject takeBack(String store, String customer, int shirts) {
    Answer answer =
        as(store, "kiosk")
            .submit(
                "/api/v1/returns",
                """
                {"laneId":"L-01","customerId":"%s","currency":"USD",
                 "lines":[{"sku":"SHIRT_001","quantity":%d,"unitPriceMinor":2999}],
                 "refundTender":{"type":"STORE_CREDIT"}}"""
                    .formatted(customer, shirts));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String id(JsonObject answer) {
    return answer.getJsonObject("transaction").getString("id");
  }

  /** What the rule MODEL said of a return, as a store's audit export has it. */
  private List<String> opinions(String store, String returnId, String list) {
    return as(store, "admin")
        .get("/api/v1/audit/export")
        .body()
        .lines()
        .filter(line -> line.contains("\"" + returnId + "\"") && line.contains(list))
        .map(line -> new JsonObject(line).getJsonObject("assessment"))
        .filter(assessment -> assessment != null)
        .flatMap(assessment -> assessment.getJsonArray(list).stream())
        .map(reason -> (JsonObject) reason)
        .filter(reason -> reason.getString("code").equals("MODEL"))
        .map(JsonObject::encode)
        .toList();
  }

  private static int points(List<String> opinions) {
    assertThat(opinions).hasSize(1);
    return new JsonObject(opinions.get(0)).getInteger("points");
  }

  @Test
  @Order(1)
  void refusesWhatNoStoreCanUseInASentence() {
    assertThat(bring("store-a", "{}".getBytes(StandardCharsets.UTF_8)).json().getString("code"))
        .isEqualTo("MODEL_UNUSABLE");
    Answer other = bring("store-a", ModelFiles.ofOtherFeatures());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().getString("detail"))
        .contains("feature set 000000000000")
        .contains(FeatureSet.hash());
    assertThat(as("store-a", "reviewer").post("/api/v1/models", "{}").status()).isEqualTo(403);
    assertThat(promote("store-a").json().getString("code")).isEqualTo("UNKNOWN_MODEL");
    assertThat(as("store-a", "admin").post("/api/v1/models/rollback", "{}").status())
        .isEqualTo(409);
    assertThat(models("store-a").getJsonArray("items")).isEmpty();
    assertThat(health("store-a")).contains("rules alone: no model is promoted");
  }

  @Test
  @Order(2)
  void aNewModelIsScoredInBothStoresAndInAReplayAlikeAndChangesNothing() throws IOException {
    JsonObject alone = takeBack("store-a", "M-" + customers++, 2);
    assertThat(bring("store-a", MODEL).status()).isEqualTo(201);
    assertThat(bring("store-a", MODEL).status()).as("once more").isEqualTo(201);
    assertThat(models("store-a").getJsonArray("items")).hasSizeLessThanOrEqualTo(1);
    byte[] other = ModelFiles.ofAmounts(0.3);
    assertThat(bring("store-a", other).status()).isEqualTo(201);
    Await.until(
        "another one is challenger",
        PATIENCE,
        () -> Sha256.hex(other).equals(models("store-a").getString("challenger")));
    assertThat(bring("store-a", MODEL).status()).as("to be tried again").isEqualTo(201);
    assertThat(
            describe(
                    "store-a",
                    HASH,
                    """
                    {"model":"%s","reference":{"features":{"REFUND_AMOUNT":
                     {"edges":[1000,2500],"shares":[0.3,0.4,0.3],"missing":0}}}}"""
                        .formatted(HASH))
                .status())
        .isEqualTo(200);
    assertThat(describe("store-a", HASH, "{\"model\":\"x\"}").status()).isEqualTo(422);
    awaitBoth(
        "both have model and card",
        seen ->
            HASH.equals(seen.getString("challenger"))
                && seen.getJsonArray("items").getJsonObject(0).getBoolean("complete")
                && seen.getJsonArray("items").getJsonObject(0).getString("card") != null);
    assertThat(models("store-b").getJsonArray("items")).hasSize(2);

    List<String> told = new ArrayList<>();
    Map<String, Integer> live = new HashMap<>();
    for (String store : List.of("store-a", "store-b")) {
      String customer = "M-" + customers++;
      Await.until(
          store + " scores with it",
          PATIENCE,
          () -> {
            JsonObject probe = takeBack(store, "M-" + customers++, 2);
            return !opinions(store, id(probe), "shadowReasons").isEmpty();
          });
      for (int shirts : new int[] {1, 2}) {
        JsonObject answer = takeBack(store, customer, shirts);
        List<String> opinions = opinions(store, id(answer), "shadowReasons");
        live.put(id(answer), points(opinions));
        told.add(event(answer, shirts));
        if (shirts == 2 && !store.equals("store-a")) {
          assertThat(opinions.get(0))
              .contains("challenger")
              .contains(HASH)
              .contains("what would be paid back: 59.98, usually less than 25.00");
        }
      }
    }
    List<Integer> points =
        told.stream().map(each -> live.get(new JsonObject(each).getString("id"))).toList();
    assertThat(points.subList(0, 2)).as("A as B").isEqualTo(points.subList(2, 4));
    assertThat(points.get(0)).as("little, and nothing this week").isEqualTo(18);
    assertThat(points.get(1)).as("at most 50").isEqualTo(50);
    assertThat(replayed(told)).isEqualTo(live);

    JsonObject after = takeBack("store-a", "M-" + customers++, 2);
    assertThat(after.getJsonObject("assessment").getInteger("score"))
        .as("a challenger changes nothing")
        .isEqualTo(alone.getJsonObject("assessment").getInteger("score"));
  }

  private static String event(JsonObject answer, int shirts) {
    JsonObject transaction = answer.getJsonObject("transaction");
    return new JsonObject()
        .put("kind", "event")
        .put("id", transaction.getString("id"))
        .put("at", transaction.getString("occurredAt"))
        .put("storeId", transaction.getString("storeId"))
        .put("type", "RETURN")
        .put("laneId", "L-01")
        .put("customerId", transaction.getString("customerId"))
        .put("currency", "USD")
        .put(
            "lines",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("sku", "SHIRT_001")
                        .put("quantity", shirts)
                        .put("unitPriceMinor", 2_999)))
        .put("refundTender", new JsonObject().put("type", "STORE_CREDIT"))
        .encode();
  }

  /** Points of the rule MODEL when the events are replayed with the model's file. */
  private static Map<String, Integer> replayed(List<String> events) throws IOException {
    ReturnModel model = new ReturnModel(XgboostModelFile.read(MODEL));
    Map<String, Integer> points = new HashMap<>();
    String context =
        """
        {"kind":"context","stores":[{"storeId":"store-a"},{"storeId":"store-b"}],"catalog":\
        [{"sku":"SHIRT_001","description":"s","category":"APPAREL","priceMinor":2999}],\
        "returnWindowDays":90}""";
    String lines =
        context + "\n" + events.stream().sorted(ModelsIT::byTime).collect(Collectors.joining("\n"));
    new EventLines()
        .read(
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
            new EventLines.Reader() {
              private Replay replay;

              @Override
              public void context(RetailContext shop) {
                replay =
                    new Replay(
                        shop,
                        Rules.standard(),
                        dossier ->
                            new ModelOpinions(
                                new ModelOpinion(
                                    model.hash(), model.score(FeatureSet.of(dossier)), List.of()),
                                null),
                        new Replay.Sink() {
                          @Override
                          public void assessed(Transaction transaction, Assessment assessment) {
                            for (Reason reason : assessment.shadow()) {
                              points.put(transaction.id(), reason.points());
                            }
                          }

                          @Override
                          public void found(RuleFinding finding) {}
                        });
              }

              @Override
              public void event(EventLines.Line line) {
                replay.play(line.event(), line.visibility());
              }
            });
    return points;
  }

  private static int byTime(String one, String other) {
    return new JsonObject(one).getString("at").compareTo(new JsonObject(other).getString("at"));
  }

  @Test
  @Order(3)
  void twoPeoplePromoteItAndItWeighsInBothStoresOnceTheRulesSaySo() throws IOException {
    Answer proposed = promote("store-a");
    assertThat(proposed.status()).as(proposed.body()).isEqualTo(200);
    awaitBoth("both know of the proposal", seen -> seen.getJsonObject("proposal") != null);
    Answer again = promote("store-a");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().getString("code")).isEqualTo("SECOND_ADMIN_NEEDED");
    assertThat(models("store-b").getString("champion")).isNull();

    Answer second = promote("store-b");

    assertThat(second.status()).as(second.body()).isEqualTo(200);
    awaitBoth("both have a champion", seen -> HASH.equals(seen.getString("champion")));
    assertThat(models("store-a").getJsonObject("proposal")).isNull();
    JsonObject term = models("store-a").getJsonArray("terms").getJsonObject(0);
    assertThat(as("store-a", "admin").get("/api/v1/audit/export").body())
        .contains("MODEL_PROPOSED")
        .contains("MODEL_BROUGHT")
        .contains("MODEL_CARD_BROUGHT");
    assertThat(as("store-b", "admin").get("/api/v1/audit/export").body())
        .contains("MODEL_PROMOTED");
    assertThat(term.getString("proposedBy")).isNotNull().isNotEqualTo(term.getString("by"));

    int before = score(takeBack("store-b", "M-" + customers++, 2));
    assertThat(rules).contains(ON_TRIAL);
    String active = rules.replace(ON_TRIAL, ON_TRIAL.replace("shadow", "active"));
    Answer backtest = backtest(active);
    assertThat(backtest.status()).as(backtest.body()).isEqualTo(200);
    assertThat(backtest.json().getInteger("transactions")).isGreaterThan(4);
    Answer put =
        Http.send(
            as("store-a", "admin")
                .request("/api/v1/rules")
                .header("Content-Type", "application/yaml")
                .header("If-Match", "*")
                .PUT(BodyPublishers.ofString(active)));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    for (String store : List.of("store-a", "store-b")) {
      Await.until(
          store + " weighs it",
          PATIENCE,
          () -> score(takeBack(store, "M-" + customers++, 2)) > before);
      JsonObject answer = takeBack(store, "M-" + customers++, 2);
      assertThat(answer.encode()).contains("\"code\":\"MODEL\",\"points\":50");
      List<String> reasons = opinions(store, id(answer), "reasons");
      assertThat(points(reasons)).isEqualTo(50);
      assertThat(reasons.get(0))
          .contains("{\"type\":\"points\",\"ref\":\"50\",\"detail\":\"of 50\"}");
      tellsTheCustomerNoNumberOfTheModel(store, id(answer));
    }
    assertThat(health("store-b")).contains("model " + HASH.substring(0, 12));
  }

  private void tellsTheCustomerNoNumberOfTheModel(String store, String returnId) {
    JsonObject told =
        as(store, "reviewer").get("/api/v1/transactions/" + returnId + "/explanation").json();
    assertThat(told.getJsonArray("because"))
        .contains("The trained model rates this return as risky")
        .noneMatch(each -> each.toString().matches(".*\\d.*"));
    assertThat(told.encode())
        .doesNotContain(HASH)
        .doesNotContain("MODEL")
        .doesNotContain("usually");
    assertThat(told.getString("whatYouCanDo") + told.getString("outcome")).doesNotMatch(".*\\d.*");
  }

  private Answer backtest(String rules) throws IOException {
    JsonObject whole =
        new JsonObject(
            new com.fasterxml.jackson.databind.ObjectMapper()
                .writeValueAsString(
                    new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(rules)));
    JsonObject body = new JsonObject().put("rules", whole).put("days", 30).put("model", HASH);
    Answer unknown =
        as("store-b", "admin")
            .post("/api/v1/rules/backtest", body.copy().put("model", "0".repeat(64)).encode());
    assertThat(unknown.status()).isEqualTo(422);
    return as("store-b", "admin").post("/api/v1/rules/backtest", body.encode());
  }

  private static int score(JsonObject answer) {
    return answer.getJsonObject("assessment").getInteger("score");
  }

  @Test
  @Order(4)
  void survivesARestartAndIsRolledBackByOnePerson() {
    nodes.stop("store-b");
    nodes.start("store-b");
    assertThat(models("store-b").getString("champion")).isEqualTo(HASH);
    assertThat(takeBack("store-b", "M-" + customers++, 2).encode()).contains("\"code\":\"MODEL\"");

    Answer back = as("store-b", "admin").post("/api/v1/models/rollback", "{}");

    assertThat(back.status()).as(back.body()).isEqualTo(200);
    awaitBoth("the rules judge alone", seen -> seen.getString("champion") == null);
    Await.until(
        "A too",
        PATIENCE,
        () -> !takeBack("store-a", "M-" + customers++, 2).encode().contains("\"code\":\"MODEL\""));
    assertThat(models("store-a").getString("challenger")).as("watched again").isEqualTo(HASH);
  }
}
