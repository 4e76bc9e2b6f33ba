package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tillwatch.edge.web.access.Page.DASH;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page of the dashboard in light and dark on screens of every size: the rules of
 * accessibility, nothing over the side, nothing that jumps, a clean console, and on a phone at most
 * three screens. In each build every page once, on screens in turn; with {@code
 * -Dtillwatch.pages.all=true} each on all of them, in parts of some pages each with {@code
 * -Dtillwatch.part=1/4} and so on.
 */
class EveryPageBrowserIT {
  private static final boolean ALL = Boolean.getBoolean("tillwatch.pages.all");
  private static final LocatorAssertions.HasCountOptions PATIENCE =
      new LocatorAssertions.HasCountOptions().setTimeout(20_000);
  private static final double MOST_SHIFT = 0.02;
  private static final int PHONE = 390;
  private static final double MOST_SCREENS = 3;

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static Http reviewer;

  /** A screen. */
  private record Screen(int width, int height, ColorScheme colours) {
    @Override
    public String toString() {
      return width + " " + colours;
    }
  }

  @BeforeAll
  static void trade() {
    reviewer = Http.of(SHOP.nodes().config("store-a"), "reviewer");
    try (ShopTraffic shop = new ShopTraffic(Http.of(SHOP.nodes().config("store-a"), "kiosk"))) {
      shop.sells(30);
      shop.raiseAlerts(30);
    }
    reviewer.post(
        "/api/v1/lists", "{\"list\":\"BLOCK\",\"customerId\":\"QUEUE_1\",\"reason\":\"seen\"}");
    Await.until(
        "all is counted",
        Duration.ofSeconds(20),
        () -> get("stats").getJsonObject("all").getInteger("openAlerts") == 30);
  }

  @Test
  void standsOnEveryScreen() {
    List<Screen> screens = screens();
    Map<Screen, Page> open = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    int turn = 0;
    int looks = 0;
    for (Map.Entry<String, String> page : MatrixPart.GIVEN.of(List.copyOf(pages().entrySet()))) {
      List<Screen> on = ALL ? screens : List.of(screens.get(turn++ % screens.size()));
      for (Screen screen : on) {
        looks++;
        try {
          stands(page, open.computeIfAbsent(screen, EveryPageBrowserIT::signIn), screen);
        } catch (AssertionError | PlaywrightException e) {
          faults.add(page.getKey() + " on " + screen + ": " + e.getMessage());
        }
      }
    }
    System.out.printf("pages: %d looks, part %s%n", looks, MatrixPart.GIVEN);
    assertThat(faults).isEmpty();
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  /** Each size in each colours; in a build every other one. */
  private static List<Screen> screens() {
    List<Screen> all = new ArrayList<>();
    for (int[] size : new int[][] {{390, 844}, {820, 1180}, {1024, 768}, {1440, 900}, {1920, 1080}})
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        all.add(new Screen(size[0], size[1], colours));
      }
    return ALL ? all : List.of(all.get(1), all.get(6), all.get(0), all.get(5));
  }

  /** Addresses behind the node's, by the pages' names. */
  private static Map<String, String> pages() {
    JsonObject held =
        get("transactions?status=HELD&limit=1").getJsonArray("items").getJsonObject(0);
    JsonObject transaction = held.getJsonObject("transaction");
    String id = transaction.getString("id");
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("desk", "");
    pages.put("case", "#alert=al_" + id);
    pages.put("search", "#find=" + transaction.getString("customerId"));
    Stream.of("stores", "patterns", "value", "rules", "audit")
        .forEach(name -> pages.put(name, "?page=" + name));
    pages.put("lists", "?page=rules&tab=lists");
    pages.put("rules, history", "?page=rules&tab=history");
    pages.put("rules, model", "?page=rules&tab=model");
    pages.put("customer", "?page=customer&id=" + transaction.getString("customerId"));
    pages.put("cashier", "?page=cashier&id=" + transaction.getString("cashierId"));
    pages.put("store", "?page=store&id=store-a");
    pages.put("article", "?page=article&id=LAPTOP_001");
    pages.put("transaction with its trace", "?page=transaction&id=" + id);
    pages.put("explanation", "?page=explanation&id=" + id);
    pages.put("nobody", "?page=customer&id=NOBODY");
    pages.put("no such transaction", "?page=transaction&id=tx_none");
    pages.put("no such alert", "#alert=al_none");
    return pages;
  }

  private static void stands(Map.Entry<String, String> named, Page page, Screen screen) {
    String what = named.getKey() + " on " + screen;
    page.navigate("about:blank");
    page.navigate(reviewer.base() + "/" + named.getValue());
    page.locator(".feed-state.live").waitFor();
    assertThat(page.locator("[data-key=loading]")).hasCount(0, PATIENCE);
    AxeCheck.passes(what, page);
    assertThat(number(page, "document.documentElement.scrollWidth - innerWidth"))
        .as("over the side: " + what)
        .isLessThanOrEqualTo(0);
    assertThat(number(page, SHIFT)).as("jumps: " + what).isLessThanOrEqualTo(MOST_SHIFT);
    if (screen.width() == PHONE) {
      assertThat(number(page, SCREENS)).as("screens: " + what).isLessThanOrEqualTo(MOST_SCREENS);
    }
  }

  private static Page signIn(Screen screen) {
    Page page = SHOP.chromium().page(screen.width(), screen.height(), screen.colours());
    page.navigate(SHOP.nodes().node("store-a").link(DASH).toString());
    page.locator("nav.pages").waitFor();
    return page;
  }

  private static double number(Page page, String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  private static JsonObject get(String path) {
    return reviewer.get("/api/v1/" + path).json();
  }

  /** Shift of the layout that nobody caused, of all its moments. */
  private static final String SHIFT =
      """
      () => new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 50);
      })""";

  /** How many screens the page takes, or the case in front of it. */
  private static final String SCREENS =
      """
      () => (document.querySelector("dialog[open] .sheet-inside")?.scrollHeight
        ?? document.documentElement.scrollHeight) / innerHeight""";
}
