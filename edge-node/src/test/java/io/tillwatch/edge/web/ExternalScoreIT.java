package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.support.TestStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A node that asks a real service over HTTP about its returns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalScoreIT {
  private static final Duration BUDGET = Duration.ofMillis(300);
  private static final Duration OWN_WORK = Duration.ofMillis(500);
  private static final String SHADOW = "code: EXTERNAL_SCORE\n    mode: shadow";

  private final Vertx vertx = Vertx.vertx();
  private volatile Consumer<HttpServerRequest> manner =
      request -> request.response().end("{\"score\": 40}");
  private TestNodes nodes;
  private Http kiosk;
  private Http reviewer;
  private Http admin;
  private String rules;
  private int customers;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    HttpServer service =
        TestStore.await(
            vertx
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(b -> manner.accept(request)))
                .listen(0, "127.0.0.1"));
    Path shipped = Path.of("../conf/rules.yaml");
    rules = Files.readString(shipped);
    nodes =
        new TestNodes(
            dir,
            shipped,
            Map.of(
                "TILLWATCH_FRAUD_EXTERNAL_SCORE_URL",
                "http://127.0.0.1:" + service.actualPort() + "/score",
                "TILLWATCH_FRAUD_EXTERNAL_SCORE_TIMEOUT",
                BUDGET.toMillis() + "ms",
                "TILLWATCH_FRAUD_EXTERNAL_SCORE_ALLOW_PRIVATE_TARGETS",
                "true"),
            "store-a");
    nodes.start("store-a");
    kiosk = as("kiosk");
    reviewer = as("reviewer");
    admin = as("admin");
  }

  @AfterAll
  void stop() {
    nodes.close();
    TestStore.await(vertx.close());
  }

  @Test
  void isOnTrialFirstThenCountsAndIsNoOpinionWhereItIsSlowOrBroken() {
    JsonObject onTrial = takeBack();
    assertThat(onTrial.getInteger("score")).isEqualTo(35);
    assertThat(reviewer.get("/api/v1/audit/export").body()).contains("EXTERNAL_SCORE");

    assertThat(rules).contains(SHADOW);
    Http.Answer active =
        Http.send(
            admin
                .request("/api/v1/rules")
                .header("Content-Type", "application/yaml")
                .header("If-Match", "*")
                .PUT(
                    BodyPublishers.ofString(
                        rules.replace(SHADOW, SHADOW.replace("shadow", "active")))));
    assertThat(active.status()).as(active.body()).isEqualTo(200);
    assertThat(takeBack().getInteger("score")).as("1 - 0.65 x 0.60").isEqualTo(61);

    manner = request -> vertx.setTimer(10_000, late -> request.response().end("{\"score\": 99}"));
    long began = System.nanoTime();
    assertThat(takeBack().getInteger("score")).isEqualTo(35);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BUDGET.plus(OWN_WORK));

    manner = request -> request.connection().close();
    for (int i = 0; i < 6; i++) {
      assertThat(takeBack().getInteger("score")).isEqualTo(35);
    }
    assertThat(admin.get("/metrics").body())
        .containsPattern("tillwatch_external_score_total\\{outcome=\"timeout\"} [1-9]")
        .containsPattern("tillwatch_external_score_total\\{outcome=\"failed\"} [1-9]")
        .containsPattern("tillwatch_external_score_total\\{outcome=\"skipped\"} [1-9]")
        .contains("tillwatch_external_score_open 1.0\n");
  }

  /** A return without receipt, 35 by the rules alone, by somebody who never came before. */
  private JsonObject takeBack() {
    Http.Answer answer = SampleReturns.shirtForCredit(kiosk, "EXT-" + customers++);
    return answer.json().getJsonObject("assessment");
  }

  private Http as(String role) {
    return Http.of(nodes.config("store-a"), role);
  }
}
