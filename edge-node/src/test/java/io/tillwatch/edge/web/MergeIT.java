package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores change the same thing while neither knows of the other, and then meet. */
class MergeIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.start("store-a");
    nodes.start("store-b");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void bothResolutionsOfAnAlertAreKeptAndEveryStoreShowsTheSame() {
    String alert = "/api/v1/alerts/al_" + blockedAtA();
    Await.until("B shows it", SOON, () -> at("store-b").get(alert).status() == 200);

    nodes.stop("store-b");
    resolve("store-a", alert, "FRAUD");
    nodes.stop("store-a");
    nodes.start("store-b");
    resolve("store-b", alert, "LEGITIMATE");
    nodes.start("store-a");

    Await.until(
        "both show both",
        SOON,
        () -> resolutions("store-a", alert) == 2 && resolutions("store-b", alert) == 2);
    JsonObject inA = at("store-a").get(alert).json();
    JsonObject inB = at("store-b").get(alert).json();
    assertThat(inA.getString("status")).isEqualTo("RESOLVED");
    assertThat(inA.getBoolean("conflict")).isTrue();
    for (String field : List.of("status", "outcome", "conflict", "resolutions")) {
      assertThat(inA.getValue(field)).as(field).isEqualTo(inB.getValue(field));
    }
  }

  @Test
  void ofTwoRuleSetsTheLaterHoldsEverywhereAndTheOtherIsKept() throws IOException {
    String shipped = Files.readString(Path.of("../conf/rules.yaml"));

    nodes.stop("store-b");
    String earlier = put("store-a", shipped.replace("review: 60", "review: 61"));
    nodes.stop("store-a");
    nodes.start("store-b");
    String later = put("store-b", shipped.replace("review: 60", "review: 62"));
    nodes.start("store-a");

    assertThat(later).isNotEqualTo(earlier);
    for (String store : List.of("store-a", "store-b")) {
      Await.until(
          store + " has both",
          SOON,
          () -> version(store).equals(later) && history(store, item -> true).contains(earlier));
      assertThat(history(store, item -> item.getBoolean("inForce"))).isEqualTo(List.of(later));
    }
    assertThat(history("store-a", item -> true)).isEqualTo(history("store-b", item -> true));
  }

  /** A return for a receipt that no store knows. */
  private String blockedAtA() {
    Http kiosk = Http.of(nodes.config("store-a"), "kiosk");
    String body =
        """
        {"laneId":"A-01","customerId":"CU-1","currency":"USD","receiptNumber":"A-999999999",
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
         "refundTender":{"type":"CASH"}}""";
    JsonObject answer = kiosk.submit("/api/v1/returns", body).json();
    assertThat(answer.getJsonObject("assessment").getString("decision")).isNotEqualTo("APPROVE");
    return answer.getJsonObject("transaction").getString("id");
  }

  private void resolve(String store, String alert, String outcome) {
    String body = "{\"outcome\":\"%s\",\"note\":\"looked at in %s\"}".formatted(outcome, store);
    Answer resolved = at(store).post(alert + "/resolution", body);
    assertThat(resolved.status()).as(resolved.body()).isEqualTo(200);
  }

  private int resolutions(String store, String alert) {
    JsonArray all = at(store).get(alert).json().getJsonArray("resolutions");
    return all == null ? 0 : all.size();
  }

  private String put(String store, String rules) {
    Answer put =
        Http.send(
            Http.of(nodes.config(store), "admin")
                .request("/api/v1/rules")
                .header("Content-Type", "application/yaml")
                .header("If-Match", "*")
                .PUT(BodyPublishers.ofString(rules)));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    return put.header("ETag").replace("\"", "");
  }

  private String version(String store) {
    return Http.of(nodes.config(store), "admin")
        .get("/api/v1/rules")
        .header("ETag")
        .replace("\"", "");
  }

  private List<String> history(String store, Function<JsonObject, Boolean> wanted) {
    return Http.of(nodes.config(store), "admin")
        .get("/api/v1/rules/history?limit=20")
        .json()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .filter(wanted::apply)
        .map(item -> item.getString("version"))
        .toList();
  }

  private Http at(String store) {
    return Http.of(nodes.config(store), "reviewer");
  }
}
