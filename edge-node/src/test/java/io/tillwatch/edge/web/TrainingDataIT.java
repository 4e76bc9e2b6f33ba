package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.features.Feature;
import io.tillwatch.core.fraud.labels.TrainingLines;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a store's own past gives a model to learn from, over the API of two real nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingDataIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private TestNodes nodes;

  @BeforeAll
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
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

  private JsonObject takeBack(String customer, int units, boolean risky) {
    Answer answer =
        as("store-a", "kiosk")
            .submit(
                "/api/v1/returns",
                """
                {"laneId":"A-01","cashierId":"C-1","customerId":"%s","currency":"USD",
                 "lines":[{"sku":"%s","quantity":%d,"unitPriceMinor":%d}],
                 "refundTender":{"type":"%s"}}"""
                    .formatted(
                        customer,
                        risky ? "LAPTOP_001" : "SHIRT_001",
                        units,
                        risky ? 249_999 : 2_999,
                        risky ? "CASH" : "STORE_CREDIT"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String id(JsonObject answer) {
    return answer.getJsonObject("transaction").getString("id");
  }

  private Map<String, String> lines(String store, Instant asOf) {
    Answer answer = as(store, "admin").get("/api/v1/models/training-data?asOf=" + asOf);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines.get(0)).isEqualTo(TrainingLines.header());
    return lines.stream()
        .skip(1)
        .collect(Collectors.toMap(line -> line.split("\"")[1], Function.identity()));
  }

  private static String cell(String line, Feature feature) {
    return line.split(",", -1)[4 + feature.ordinal()];
  }

  @Test
  void holdsWhatWasKnownBeforeEachDecisionAndTheLabelsThatWereKnownByThen() {
    Instant began = Instant.now();
    takeBack("LABEL-1", 1, false);
    JsonObject second = takeBack("LABEL-1", 2, false);
    JsonObject third = takeBack("LABEL-1", 1, true);
    assertThat(third.getJsonObject("assessment").getString("decision")).isNotEqualTo("APPROVE");
    assertThat(lines("store-a", Instant.now())).doesNotContainKeys(id(second), id(third));

    Answer verdict =
        as("store-a", "reviewer")
            .post(
                "/api/v1/alerts/al_" + id(third) + "/resolution",
                "{\"outcome\":\"FRAUD\",\"note\":\"box was empty\"}");
    assertThat(verdict.status()).as(verdict.body()).isEqualTo(200);

    String fraud = lines("store-a", Instant.now()).get(id(third));
    assertThat(fraud).startsWith("\"" + id(third) + "\",").contains(",\"FRAUD\",1,249999,1,1,0,0,");
    assertThat(cell(fraud, Feature.RETURNS_7D)).isEqualTo("2");
    assertThat(cell(fraud, Feature.RETURNED_7D)).isEqualTo(String.valueOf(3 * 2_999));
    assertThat(cell(fraud, Feature.FRAUDS_365D)).as("known only later").isEqualTo("0");
    assertThat(cell(fraud, Feature.TO_CASH)).isEqualTo("1");
    System.out.printf("a return's features: %d bytes%n", fraud.split("FRAUD\",")[1].length());
    JsonObject labels = as("store-a", "reviewer").get("/api/v1/models/labels").json();
    assertThat(labels.getInteger("frauds")).isEqualTo(1);
    assertThat(labels.getInteger("returns")).isEqualTo(3);
    assertThat(labels.getJsonArray("sources").getJsonObject(0).encode())
        .isEqualTo("{\"source\":\"RESOLUTION\",\"frauds\":1,\"honest\":0}");
    assertThat(lines("store-a", began)).doesNotContainKey(id(third));

    assertThat(second.getJsonObject("assessment").getString("decision")).isEqualTo("APPROVE");
    takeBack("LABEL-2", 1, false);
    JsonObject other = takeBack("LABEL-2", 2, false);
    Map<String, String> later = lines("store-a", Instant.now().plus(Duration.ofDays(46)));
    assertThat(later).as("silence, of somebody who cheated once").doesNotContainKey(id(second));
    assertThat(later.get(id(other))).contains(",\"LEGIT\",1,5998,2,1,");
    assertThat(cell(later.get(id(other)), Feature.RETURNS_7D)).isEqualTo("1");
    Await.until(
        "B has heard of it",
        PATIENCE,
        () -> lines("store-b", Instant.now()).containsKey(id(third)));
    assertThat(lines("store-b", Instant.now())).containsEntry(id(third), fraud);
  }

  @Test
  void isForAdminsAlone() {
    assertThat(as("store-a", "reviewer").get("/api/v1/models/training-data").status())
        .isEqualTo(403);
    assertThat(as("store-a", "kiosk").get("/api/v1/models/training-data").status()).isEqualTo(403);
    assertThat(as("store-a", "admin").get("/api/v1/models/training-data?asOf=soon").status())
        .isEqualTo(422);
  }
}
