package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a real node says of its model's drift, over the API and in its metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelDriftIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] MODEL = ModelFiles.ofAmounts(1.1);
  private static final String HASH = Sha256.hex(MODEL);
  private static final int RETURNS = 210;

  /** Refunds were twenty times as high; one return in two was typed, as none is here. */
  private static final String CARD =
      """
      {"model":"%s","reference":{"features":{
        "REFUND_AMOUNT":{"edges":[40000,60000],"shares":[0.3,0.4,0.3],"missing":0},
        "LINES":{"edges":[2],"shares":[0.99,0.01],"missing":0},
        "__proto__":{"edges":[2],"shares":[0.5,0.5],"missing":0}},
       "scores":{"edges":[30],"shares":[0.95,0.05],"missing":0}}}"""
          .formatted(HASH);

  private TestNodes nodes;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    String rules =
        Files.readString(Path.of("../conf/rules.yaml"))
            .replace("- code: BULK_SKU", "- code: BULK_SKU\n    enabled: false");
    nodes = new TestNodes(dir, Files.writeString(dir.resolve("rules.yaml"), rules), "store-a");
    nodes.start("store-a");
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  private Http as(String role) {
    return Http.of(nodes.config("store-a"), role);
  }

  private JsonObject drift() {
    Answer answer = as("reviewer").get("/api/v1/models/drift");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private String metrics() {
    return as("admin").get("/metrics").body();
  }

  private void takeBack(int number) {
    SampleReturns.shirtForCredit(as("kiosk"), "D-" + number);
  }

  @Test
  @Order(1)
  void saysThatThereIsNoModelAndShowsNothingInMetrics() {
    JsonObject none = drift();

    assertThat(none.getString("model")).isNull();
    assertThat(none.getJsonObject("figures")).isNull();
    assertThat(none.getString("detail")).isEqualTo("no model judges or is tried here");
    assertThat(metrics()).doesNotContain("tillwatch_model_");
    assertThat(as("kiosk").get("/api/v1/models/drift").status()).isEqualTo(403);
    assertThat(as("reviewer").get("/api/v1/models/drift?x=1").status()).isEqualTo(422);
  }

  @Test
  @Order(2)
  void alarmsOfWhatMovedAndSaysWhereThereIsTooLittle() {
    IntStream.range(0, RETURNS).forEach(this::takeBack);
    SampleModels.challenger(as("admin"), MODEL);
    SampleModels.card(as("admin"), HASH, CARD);
    Await.until(
        "its card is compared with",
        PATIENCE,
        () ->
            drift().getJsonObject("figures") != null
                && !drift().getJsonObject("figures").getJsonArray("features").isEmpty());

    JsonObject answer = drift();
    JsonObject figures = answer.getJsonObject("figures");
    assertThat(answer.getString("model")).isEqualTo(HASH);
    assertThat(answer.getBoolean("champion")).isFalse();
    assertThat(figures.getInteger("returns")).isEqualTo(RETURNS);
    assertThat(figures.getString("level")).isEqualTo("ALARM");
    assertThat(figures.getJsonArray("features")).hasSize(2);
    JsonObject worst = figures.getJsonArray("features").getJsonObject(0);
    assertThat(worst.getString("name")).isEqualTo("REFUND_AMOUNT");
    assertThat(worst.getString("level")).isEqualTo("ALARM");
    assertThat(worst.getDouble("index")).isGreaterThan(1);
    assertThat(figures.getJsonArray("features").getJsonObject(1).getString("level"))
        .isEqualTo("STEADY");
    for (String labels : List.of("calibrationError", "alertPrecision", "topPrecision")) {
      assertThat(figures.getJsonObject(labels).getDouble("value")).as(labels).isNull();
    }
    assertThat(metrics())
        .contains("tillwatch_model_feature_psi{feature=\"REFUND_AMOUNT\"} ")
        .contains("tillwatch_model_score_psi ")
        .contains("tillwatch_model_drift_returns " + RETURNS)
        .doesNotContain("__proto__")
        .doesNotContain("tillwatch_model_calibration_error")
        .doesNotContain("NaN");
  }

  /** The ledger of a busy store is long. */
  @Test
  @Order(3)
  void isNotComputedAgainHoweverManyAskAndWhateverHappensMeanwhile() {
    JsonObject first = drift();
    takeBack(RETURNS);

    List<CompletableFuture<JsonObject>> askers =
        IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(this::drift)).toList();

    assertThat(askers).allSatisfy(each -> assertThat(each.join()).isEqualTo(first));
  }
}
