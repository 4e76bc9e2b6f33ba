package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two stores in which every second paid return goes to the blind queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampledReturnIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TRIES = 40;

  private TestNodes nodes;
  private int customers;

  @BeforeAll
  void start(@TempDir Path dir) {
    nodes =
        new TestNodes(
            dir,
            Path.of("../conf/rules.yaml"),
            Map.of("TILLWATCH_MODEL_SAMPLE_PERMILLE", "500"),
            "store-a",
            "store-b");
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

  /** A pair of socks for store credit: paid. */
  private String paid() {
    return paid("SAMPLED-" + customers++);
  }

  private String paid(String customer) {
    Answer sale =
        as("store-a", "kiosk")
            .submit(
                "/api/v1/sales",
                """
                {"laneId":"A-01","customerId":"%s","currency":"USD",
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                 "tender":{"type":"CARD","token":"tok_%s"}}"""
                    .formatted(customer, customer));
    assertThat(sale.status()).as(sale.body()).isEqualTo(201);
    Answer answer =
        as("store-a", "kiosk")
            .submit(
                "/api/v1/returns",
                """
                {"laneId":"A-01","customerId":"%s","currency":"USD","receiptNumber":"%s",
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                 "refundTender":{"type":"CARD","token":"tok_%s"}}"""
                    .formatted(
                        customer,
                        sale.json().getJsonObject("transaction").getString("receiptNumber"),
                        customer));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    JsonObject transaction = answer.json().getJsonObject("transaction");
    assertThat(transaction.getString("status")).isEqualTo("COMPLETED");
    assertThat(answer.body()).as("no till learns of it").doesNotContain("ampled");
    return transaction.getString("id");
  }

  /** All pages, which are in one order: nothing but its time says where a return stands. */
  private List<String> waiting(String store) {
    List<String> ids = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = as(store, "reviewer").get("/api/v1/models/sample?limit=3" + cursor);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      page.json().getJsonArray("items").stream()
          .map(item -> ((JsonObject) item).getJsonObject("transaction").getString("id"))
          .forEach(ids::add);
      times.addAll(times(page));
      String next = page.json().getString("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    } while (cursor != null);
    assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(ids).doesNotHaveDuplicates();
    return ids;
  }

  private static List<Instant> times(Answer page) {
    return page.json().getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getJsonObject("transaction").getString("occurredAt"))
        .map(Instant::parse)
        .toList();
  }

  private String sampled() {
    for (int i = 0; i < TRIES; i++) {
      String id = paid();
      if (waiting("store-a").contains(id)) {
        return id;
      }
    }
    throw new AssertionError("none of " + TRIES + " was chosen");
  }

  private Answer judge(String store, String role, String id, String outcome) {
    return as(store, role)
        .post(
            "/api/v1/models/sample/" + id + "/verdict",
            "{\"outcome\":\"%s\",\"note\":\"the box was empty\"}".formatted(outcome));
  }

  private Stream<String> trainingLines(String store, String id) {
    return as(store, "admin")
        .get("/api/v1/models/training-data")
        .body()
        .lines()
        .filter(line -> line.startsWith("\"" + id));
  }

  @Test
  void choosesAboutHalfOfThePaidAndTellsNothingOfHowTheyWereScored() {
    List<String> made = Stream.generate(this::paid).limit(TRIES).toList();

    List<String> chosen = waiting("store-a").stream().filter(made::contains).toList();

    assertThat(chosen).doesNotHaveDuplicates().hasSizeBetween(TRIES / 5, TRIES * 4 / 5);
    Answer all = as("store-a", "reviewer").get("/api/v1/models/sample?limit=100");
    assertThat(all.body())
        .doesNotContain("score")
        .doesNotContain("reason\":[")
        .doesNotContain("reasons")
        .doesNotContain("assessment")
        .doesNotContain("decision")
        .doesNotContain("MODEL")
        .doesNotContain("features")
        .doesNotContain(FeatureSet.hash());
    Await.until("B has them too", PATIENCE, () -> waiting("store-b").containsAll(chosen));
    assertThat(as("store-a", "kiosk").get("/api/v1/models/sample").status()).isEqualTo(403);
  }

  @Test
  void aVerdictTakesItOffBothQueuesAndCountsForAllItWasChosenAmong() {
    String id = sampled();
    Await.until("B has it", PATIENCE, () -> waiting("store-b").contains(id));
    assertThat(trainingLines("store-a", id)).isEmpty();

    Answer verdict = judge("store-b", "reviewer", id, "FRAUD");

    assertThat(verdict.status()).as(verdict.body()).isEqualTo(201);
    Await.until(
        "it waits nowhere",
        PATIENCE,
        () -> !waiting("store-a").contains(id) && !waiting("store-b").contains(id));
    assertThat(trainingLines("store-a", id)).singleElement().asString().contains(",\"FRAUD\",1,");
    assertThat(as("store-a", "reviewer").get("/api/v1/alerts/al_" + id).status())
        .as("it raised no alert")
        .isEqualTo(404);
    assertThat(as("store-b", "admin").get("/api/v1/audit/export").body())
        .contains("BLIND_REVIEW_FRAUD");
    assertThat(judge("store-b", "reviewer", id, "FRAUD").json()).isEqualTo(verdict.json());
    Answer other = judge("store-a", "reviewer", id, "LEGITIMATE");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().getString("code")).isEqualTo("ALREADY_SETTLED");
  }

  /** Somebody who brought back twice: what was chosen, and what was not. */
  private List<String> chosenAndNot() {
    for (int i = 0; i < TRIES; i++) {
      String customer = "SAMPLED-" + customers++;
      String one = paid(customer);
      String other = paid(customer);
      List<String> chosen = waiting("store-a");
      if (chosen.contains(one) != chosen.contains(other)) {
        return chosen.contains(one) ? List.of(one, other) : List.of(other, one);
      }
    }
    throw new AssertionError("of no customer one of two was chosen");
  }

  @Test
  void aFraudBringsWhatTheSamePersonDidBeforeIntoTheQueue() {
    List<String> both = chosenAndNot();
    String other = both.get(1);
    assertThat(judge("store-a", "reviewer", other, "FRAUD").status()).isEqualTo(404);

    assertThat(judge("store-a", "reviewer", both.get(0), "FRAUD").status()).isEqualTo(201);

    Await.until("it waits", PATIENCE, () -> waiting("store-a").contains(other));
    JsonObject page = as("store-a", "reviewer").get("/api/v1/models/sample?limit=1").json();
    assertThat(page.getString("nextCursor")).isNotNull();
    assertThat(as("store-a", "reviewer").get("/api/v1/models/sample?cursor=x").status())
        .isEqualTo(400);
    Answer verdict = judge("store-a", "reviewer", other, "FRAUD");
    assertThat(verdict.status()).as(verdict.body()).isEqualTo(201);
    assertThat(waiting("store-a")).doesNotContain(other);
    assertThat(judge("store-a", "reviewer", other, "FRAUD").json()).isEqualTo(verdict.json());
    assertThat(judge("store-a", "reviewer", other, "LEGITIMATE").status()).isEqualTo(409);
    assertThat(trainingLines("store-a", other))
        .singleElement()
        .asString()
        .contains(",\"FRAUD\",1,");
  }

  @Test
  void ofTwoVerdictsAtOnceOneCounts() {
    String id = sampled();

    List<Integer> statuses =
        Stream.of("FRAUD", "LEGITIMATE")
            .map(
                outcome ->
                    CompletableFuture.supplyAsync(
                        () -> judge("store-a", "reviewer", id, outcome).status()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .sorted()
            .toList();

    assertThat(statuses).containsExactly(201, 409);
  }

  @Test
  void judgesOnlyWhatWasChosen() {
    List<String> made = Stream.generate(this::paid).limit(10).toList();
    List<String> chosen = waiting("store-a");
    String other = made.stream().filter(id -> !chosen.contains(id)).findFirst().orElseThrow();

    assertThat(judge("store-a", "reviewer", other, "FRAUD").status()).isEqualTo(404);
    assertThat(judge("store-a", "reviewer", "tx_none", "FRAUD").status()).isEqualTo(404);
    assertThat(judge("store-a", "kiosk", chosen.get(0), "FRAUD").status()).isEqualTo(403);
    assertThat(judge("store-a", "reviewer", chosen.get(0), "PERHAPS").status()).isEqualTo(422);
  }
}
