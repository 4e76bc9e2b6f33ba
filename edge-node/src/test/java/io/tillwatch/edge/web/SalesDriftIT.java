package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a real node says of its sales while it sells for ten weeks, and then at other prices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SalesDriftIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] MODEL = ModelFiles.ofAmounts(1.1);
  private static final String HASH = Sha256.hex(MODEL);
  private static final int WEEKS = 10;
  private static final double DEARER = 5 / 3.0;

  private final SampleSales sales = new SampleSales(WEEKS + 1);
  private TestNodes nodes;

  @BeforeAll
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a");
    sales.start(nodes, "store-a");
    SampleModels.challenger(as("admin"), MODEL);
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  private Http as(String role) {
    return Http.of(nodes.config("store-a"), role);
  }

  /** With another card drift is computed anew, and otherwise not for ten minutes. */
  private JsonObject salesAfterAnotherCard() {
    JsonObject before = as("reviewer").get("/api/v1/models/drift").json();
    SampleModels.card(as("admin"), HASH, "{\"model\":\"" + HASH + "\"}");
    Await.until(
        "it is computed anew",
        PATIENCE,
        () -> {
          JsonObject now = as("reviewer").get("/api/v1/models/drift").json();
          return now.getJsonObject("figures") != null
              && !now.getString("at").equals(before.getString("at"));
        });
    return salesNow();
  }

  private JsonObject salesNow() {
    return as("reviewer")
        .get("/api/v1/models/drift")
        .json()
        .getJsonObject("figures")
        .getJsonObject("sales");
  }

  private static List<String> named(JsonObject sales, String level) {
    JsonArray numbers = sales.getJsonArray("numbers");
    return numbers.stream()
        .map(JsonObject.class::cast)
        .filter(number -> number.getString("level").equals(level))
        .map(number -> number.getString("name"))
        .toList();
  }

  private String metrics() {
    return as("admin").get("/metrics").body();
  }

  @Test
  @Order(1)
  void saysThatThereAreTooFewBeforeNineWeeksAreSold() {
    sales.week(as("kiosk"), 1);

    JsonObject one = salesAfterAnotherCard();

    assertThat(one.getString("level")).isEqualTo("TOO_FEW");
    assertThat(one.getInteger("weeks")).isZero();
    assertThat(one.getJsonArray("numbers")).hasSize(7);
    assertThat(one.getJsonArray("numbers").getJsonObject(0).getDouble("index")).isNull();
    assertThat(metrics())
        .contains("tillwatch_model_drift_returns 0")
        .doesNotContain("tillwatch_model_sales");
  }

  @Test
  @Order(2)
  void isSteadyWhileTheStoreSellsAsItDid() {
    for (int week = 1; week < WEEKS; week++) {
      sales.week(as("kiosk"), 1);
    }

    JsonObject steady = salesAfterAnotherCard();

    assertThat(steady.getInteger("weeks")).isBetween(8, 9);
    assertThat(named(steady, "ALARM")).isEmpty();
    assertThat(steady.getString("level")).isIn("STEADY", "WATCH");
    assertThat(metrics()).contains("tillwatch_model_sales_alarms 0.0\n");
  }

  @Test
  @Order(3)
  void alarmsWithinAWeekAfterPricesRose() {
    sales.week(as("kiosk"), DEARER);

    JsonObject risen = salesAfterAnotherCard();

    assertThat(risen.getString("level")).isEqualTo("ALARM");
    assertThat(named(risen, "ALARM")).containsExactlyInAnyOrder("SOLD_DEAREST_UNIT", "SOLD_AMOUNT");
    JsonObject worst = risen.getJsonArray("numbers").getJsonObject(0);
    assertThat(worst.getString("level")).isEqualTo("ALARM");
    assertThat(worst.getDouble("index")).isGreaterThan(0.1);
    assertThat(metrics())
        .contains("tillwatch_model_sales_alarms 2.0\n")
        .contains("tillwatch_model_sales_psi{number=\"SOLD_AMOUNT\"} ");
  }

  @Test
  @Order(4)
  void saysTheSameAfterTheNodeStartsAnew() {
    JsonObject before = salesNow();
    nodes.stop("store-a");
    sales.start(nodes, "store-a");

    Await.until(
        "it is computed anew",
        PATIENCE,
        () -> as("reviewer").get("/api/v1/models/drift").json().getJsonObject("figures") != null);

    assertThat(salesNow()).isEqualTo(before);
  }
}
