package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards that are used in two stores: the map of the patterns draws what nobody can have done. */
class JourneyBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NEW_YORK = "store-a";
  private static final String LOS_ANGELES = "store-b";
  private static final String BROOKLYN = "store-c";

  @TempDir static Path dir;
  private static Chromium chromium;
  private static TestNodes nodes;

  @BeforeAll
  static void openStores() {
    Map<String, String> places = new LinkedHashMap<>();
    places.put(NEW_YORK, ", lat: 40.71, lon: -74.00");
    places.put(LOS_ANGELES, ", lat: 34.05, lon: -118.24");
    places.put(BROOKLYN, ", lat: 40.69, lon: -73.99");
    chromium = Chromium.start();
    nodes = new TestNodes(dir, places);
    places.keySet().forEach(nodes::start);
  }

  @AfterAll
  static void closeStores() {
    if (nodes != null) {
      nodes.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void drawsAnArcBetweenStoresWhereOneCardWasUsedTooSoonAndNoneForAWalk() {
    // Given two cards that pay in New York and moments later get their money in Los Angeles
    String first = bringBack(sell("FAR_1", "tok_far_1"), "FAR_1", "tok_far_1", LOS_ANGELES);
    String second = bringBack(sell("FAR_2", "tok_far_2"), "FAR_2", "tok_far_2", LOS_ANGELES);
    // and one that walks over the bridge
    bringBack(sell("NEAR_1", "tok_near_1"), "NEAR_1", "tok_near_1", BROOKLYN);
    Await.until(
        "all is counted",
        PATIENCE,
        () -> patterns().getJsonObject("all").getJsonObject("figures").getInteger("returns") == 3);

    assertThat(as(NEW_YORK, "reviewer").get("/api/v1/transactions/" + first).body())
        .contains("IMPOSSIBLE_TRAVEL");

    // Then the API knows of two journeys, both from New York to Los Angeles
    JsonArray travels = patterns().getJsonArray("travels");
    assertThat(travels)
        .containsExactly(
            new JsonObject().put("before", NEW_YORK).put("at", LOS_ANGELES).put("count", 2));

    // And the map draws one arc, from the one to the other
    Page page = dashboard();
    Locator map = page.locator("svg.store-map");
    assertThat(map)
        .hasAttribute(
            "aria-label", "Map of 3 stores with 2 flows and 1 impossible journeys between them");
    Locator arc = map.locator("path.travel");
    assertThat(arc).hasCount(1);
    assertThat(arc.locator("title")).hasText("Impossible: Store A to Store B, 2");
    assertThat(ends(arc)).containsExactly(spot(map, "Store A"), spot(map, "Store B"));
    assertThat(spot(map, "Store A")).isNotEqualTo(spot(map, "Store B"));
    assertThat(map.locator("path.flow")).hasCount(2);

    // And its number is the API's, and opens the two returns
    Locator row = page.locator("[aria-labelledby=travels-title] tbody tr");
    assertThat(row).hasCount(1);
    assertThat(row).containsText("Store A");
    assertThat(row.locator("a")).hasText("2");
    row.locator("a").click();
    Locator opened = page.locator("tw-cut-sheet li");
    assertThat(page.locator("#cut-title")).containsText("just before at Store A");
    assertThat(opened).hasCount(2);
    assertThat(page.locator("tw-cut-sheet li[data-key='" + first + "']")).containsText("FAR_1");
    assertThat(page.locator("tw-cut-sheet li[data-key='" + second + "']")).containsText("FAR_2");

    // And a return leads to its case, which says why
    page.locator("tw-cut-sheet li[data-key='" + first + "'] a").click();
    assertThat(page.locator("tw-alert-sheet")).containsText("IMPOSSIBLE_TRAVEL");
    assertThat(chromium.troubles()).isEmpty();
  }

  /** Signed in in New York, at the patterns of stores. */
  private static Page dashboard() {
    Page page = chromium.page(1440, 900, ColorScheme.LIGHT);
    page.navigate(nodes.node(NEW_YORK).link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator("nav.pages").waitFor();
    page.navigate(as(NEW_YORK, "reviewer").base() + "/?page=patterns&tab=places");
    return page;
  }

  /** Where a line begins and ends. */
  private static List<String> ends(Locator line) {
    String path = line.getAttribute("d");
    String end = path.substring(path.indexOf('Q') + 1);
    return List.of(path.substring(1, path.indexOf('Q')), end.split(" ", 3)[2]);
  }

  /** Where a store is drawn. */
  private static String spot(Locator map, String name) {
    Locator circle =
        map.locator("g.spot")
            .filter(new Locator.FilterOptions().setHasText(name))
            .locator("circle");
    return circle.getAttribute("cx") + " " + circle.getAttribute("cy");
  }

  private static String sell(String customer, String token) {
    return post(
            NEW_YORK,
            "sales",
            """
            {"laneId":"A-01","cashierId":"C-1","customerId":"%s","currency":"USD",
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
             "tender":{"type":"CARD","token":"%s"}}"""
                .formatted(customer, token))
        .getString("receiptNumber");
  }

  /** Gives the id of the return, once that store knew of the sale. */
  private static String bringBack(String receipt, String customer, String token, String store) {
    Await.until(
        "the sale is known in " + store,
        PATIENCE,
        () ->
            as(store, "reviewer")
                    .get("/api/v1/transactions?customerId=" + customer)
                    .json()
                    .getInteger("total")
                == 1);
    return post(
            store,
            "returns",
            """
            {"laneId":"A-01","cashierId":"C-2","customerId":"%s","currency":"USD",
             "receiptNumber":"%s",
             "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999,"condition":"NEW"}],
             "refundTender":{"type":"CARD","token":"%s"}}"""
                .formatted(customer, receipt, token))
        .getString("id");
  }

  private static JsonObject post(String store, String what, String body) {
    Http.Answer answer = as(store, "kiosk").submit("/api/v1/" + what, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getJsonObject("transaction");
  }

  private static JsonObject patterns() {
    return as(NEW_YORK, "reviewer").get("/api/v1/stats/patterns").json();
  }

  private static Http as(String store, String role) {
    return Http.of(nodes.config(store), role);
  }
}
