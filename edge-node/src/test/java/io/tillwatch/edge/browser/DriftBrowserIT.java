package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http;
import io.tillwatch.edge.web.SampleModels;
import io.tillwatch.edge.web.SampleReturns;
import io.tillwatch.edge.web.SampleSales;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of models where returns are others than those that a model learned from. */
class DriftBrowserIT {
  private static final byte[] MODEL = ModelFiles.ofAmounts(1.1);
  private static final int RETURNS = 205;

  /** Refunds were twenty times as high. */
  private static final String CARD =
      """
      {"model":"%s","reference":{"features":{
        "REFUND_AMOUNT":{"edges":[40000,60000],"shares":[0.3,0.4,0.3],"missing":0},
        "LINES":{"edges":[2],"shares":[0.99,0.01],"missing":0}},
       "scores":{"edges":[30],"shares":[0.95,0.05],"missing":0}}}"""
          .formatted(Sha256.hex(MODEL));

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static Http as(String role) {
    return Http.of(SHOP.nodes().config("store-a"), role);
  }

  private static void bringModelAndCard() {
    SampleModels.challenger(as("admin"), MODEL);
    SampleModels.card(as("admin"), Sha256.hex(MODEL), CARD);
    Await.until(
        "drift is known",
        Duration.ofSeconds(20),
        () -> {
          JsonObject known = as("reviewer").get("/api/v1/models/drift").json();
          JsonObject figures = known.getJsonObject("figures");
          return figures != null && !figures.getJsonArray("features").isEmpty();
        });
  }

  @Test
  void theNumberThatMovedFurthestStandsFirstInWordsAndColour() {
    for (int i = 0; i < RETURNS; i++) {
      SampleReturns.shirtForCredit(as("kiosk"), "DRIFT-" + i);
    }
    bringModelAndCard();

    Page page = SHOP.chromium().page(1366, 900, ColorScheme.LIGHT);
    page.navigate(
        SHOP.nodes().node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator("nav.pages").waitFor();
    page.navigate(as("admin").base() + "/?page=rules&tab=model");

    Locator drift = page.locator("[data-key=drift]");
    assertThat(drift.locator(".panel-head .chip.block")).hasText("Alarm");
    Locator rows = drift.locator("tbody tr");
    assertThat(rows).hasCount(3);
    assertThat(rows.nth(0)).containsText("The model's score");
    assertThat(rows.nth(1)).containsText("Refund amount");
    assertThat(rows.nth(1).locator(".chip.block")).hasText("Alarm");
    assertThat(rows.nth(2)).containsText("Lines");
    assertThat(rows.nth(2).locator(".chip.approve")).hasText("Steady");
    assertThat(drift).containsText(RETURNS + " returns of");
    assertThat(page.locator("[data-key=calibration]")).containsText("too few to say (0 labels)");
    Locator sales = page.locator("[data-key=sales-drift]");
    assertThat(sales.locator(".panel-head .chip")).hasText("Too few to say");
    assertThat(sales).containsText("0 sales of the last 7 days, too few to say: 200 are needed");
    AxeCheck.passes("drift", page);
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  /** Ten weeks of sales, which the clock of a node of its own passes in a minute. */
  @Test
  void salesAtOtherPricesAlarmWeeksBeforeTheirReturns(@TempDir Path dir) {
    SampleSales sales = new SampleSales(10);
    try (TestNodes nodes = new TestNodes(dir, "store-a")) {
      sales.start(nodes, "store-a");
      Http admin = Http.of(nodes.config("store-a"), "admin");
      Http kiosk = Http.of(nodes.config("store-a"), "kiosk");
      for (int week = 0; week < 9; week++) {
        sales.week(kiosk, 1);
      }
      sales.week(kiosk, 2);
      SampleModels.challenger(admin, MODEL);
      SampleModels.awaitDrift(admin);

      Page page = SHOP.chromium().page(390, 844, ColorScheme.DARK);
      page.navigate(nodes.node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
      page.locator("nav.pages").waitFor();
      page.navigate(admin.base() + "/?page=rules&tab=model");

      Locator drift = page.locator("[data-key=sales-drift]");
      drift.waitFor();
      assertThat(drift.locator(".panel-head .chip.block")).hasText("Alarm");
      assertThat(drift).containsText("240 sales of the last 7 days, compared with 9 weeks before");
      assertThat(drift.locator("tbody tr")).hasCount(7);
      assertThat(drift.locator("tbody tr").nth(0).locator(".chip.block")).hasText("Alarm");
      assertThat(drift.locator("tbody tr").nth(0)).containsText("Price of the dearest unit");
      assertThat(drift.locator("tr[data-key=SOLD_UNITS] .chip.approve")).hasText("Steady");
      assertThat(page.locator("[data-key=drift] .panel-head .chip")).hasText("Too few to say");
      AxeCheck.passes("drift of sales", page);
      assertThat(SHOP.chromium().troubles()).isEmpty();
    }
  }
}
