package io.tillwatch.edge.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.tillwatch.edge.browser.DashboardStop.Stage;
import io.tillwatch.edge.browser.DashboardStop.Who;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Every page of the dashboard in each of its states, and what happens in the shop meanwhile. */
final class DashboardTour {
  private static final int ALERTS = 30;
  private static final int FEW = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration DEMO = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Consumer<Page> NOTHING = page -> {};

  private final Http till;
  private final Http reviewer;
  private final Http admin;
  private final List<DashboardStop> stops = new ArrayList<>();
  private Stage reached = Stage.OPENED;

  /** Of the first store, which was started for the demo. */
  DashboardTour(TestNodes nodes) {
    till = Http.of(nodes.config("store-a"), "kiosk");
    reviewer = Http.of(nodes.config("store-a"), "reviewer");
    admin = Http.of(nodes.config("store-a"), "admin");
    beforeAnythingHappened();
    ofTheShop();
    aboutOne();
    ofAnAdministrator();
    add("demo, played", Stage.PLAYED, "?page=demo");
    withFieldsThatComeLater();
  }

  /** In the order of their stages. */
  List<DashboardStop> stops() {
    return List.copyOf(stops);
  }

  /** Has happen in the shop what is missing until that stage. */
  void reach(Stage stage) {
    while (reached.compareTo(stage) < 0) {
      reached = Stage.values()[reached.ordinal() + 1];
      switch (reached) {
        case TRADED -> trade();
        case TRAINED -> bringModel();
        case PLAYED -> playDemo();
        default -> throw new IllegalStateException("nothing leads to " + reached);
      }
    }
  }

  /** Has more returns raise alerts, where few wait still. */
  void keepWaiting() {
    if (reached.compareTo(Stage.TRADED) >= 0
        && get("transactions?status=HELD&limit=1").getInteger("total") < FEW) {
      try (ShopTraffic shop = new ShopTraffic(till)) {
        shop.raiseAlerts(ALERTS);
      }
    }
  }

  private void beforeAnythingHappened() {
    add("desk, nothing happened", Stage.OPENED, "");
    for (String name : List.of("patterns", "value", "audit", "stores", "demo")) {
      add(name + ", nothing happened", Stage.OPENED, "?page=" + name);
    }
    add("blind review, nothing waits", Stage.OPENED, "?page=sample");
    add("lists, nobody", Stage.OPENED, "?page=rules&tab=lists");
    add("rules, no model", Stage.OPENED, "?page=rules&tab=model");
    add("signed out", Stage.OPENED, Who.NOBODY, () -> "", NOTHING, NOTHING);
    add("a wrong key", Stage.OPENED, Who.NOBODY, () -> "", NOTHING, DashboardTour::offerWrongKey);
  }

  private void ofTheShop() {
    add("desk", Stage.TRADED, "");
    for (String view : List.of("figures", "transactions", "stores")) {
      add("desk, " + view, Stage.TRADED, "?view=" + view);
    }
    for (String name : List.of("stores", "patterns", "value", "rules", "audit")) {
      add(name, Stage.TRADED, "?page=" + name);
    }
    add("patterns, reasons", Stage.TRADED, "?page=patterns&tab=reasons");
    add("patterns, stores", Stage.TRADED, "?page=patterns&tab=places");
    add(
        "patterns, a number's rows",
        Stage.TRADED,
        Who.REVIEWER,
        () -> "?page=patterns&tab=reasons",
        NOTHING,
        click("tr.heat td a").andThen(seen("tw-cut-sheet .cut-rows")));
    add(
        "patterns that cannot be read",
        Stage.TRADED,
        Who.REVIEWER,
        () -> "?page=patterns",
        page -> page.route("**/api/v1/stats/patterns*", Route::abort),
        seen("[data-key=failed]"));
    add("lists", Stage.TRADED, "?page=rules&tab=lists");
    add("rules, history", Stage.TRADED, "?page=rules&tab=history");
  }

  private void aboutOne() {
    add("case", Stage.TRADED, () -> "#alert=al_" + held().getString("id"));
    add("search", Stage.TRADED, () -> "#find=" + held().getString("customerId"));
    add("search, nothing", Stage.TRADED, "#find=nobody of that name");
    add("customer", Stage.TRADED, () -> "?page=customer&id=" + held().getString("customerId"));
    add("cashier", Stage.TRADED, () -> "?page=cashier&id=" + held().getString("cashierId"));
    add("store", Stage.TRADED, "?page=store&id=store-a");
    add("article", Stage.TRADED, "?page=article&id=LAPTOP_001");
    add(
        "transaction with its trace",
        Stage.TRADED,
        () -> "?page=transaction&id=" + held().getString("id"));
    add("explanation", Stage.TRADED, () -> "?page=explanation&id=" + held().getString("id"));
    add("nobody", Stage.TRADED, "?page=customer&id=NOBODY");
    add("no such transaction", Stage.TRADED, "?page=transaction&id=tx_none");
    add("no such alert", Stage.TRADED, "#alert=al_none");
  }

  private void ofAnAdministrator() {
    add(
        "rules, one changed",
        Stage.TRADED,
        Who.ADMIN,
        () -> "?page=rules",
        NOTHING,
        click("button.link[value=NO_RECEIPT]")
            .andThen(page -> page.locator("input[id$='points']").fill("36"))
            .andThen(press("Try on this store's past"))
            .andThen(seen("#backtest-title")));
    add(
        "rules, one changed wrongly",
        Stage.TRADED,
        Who.ADMIN,
        () -> "?page=rules",
        NOTHING,
        click("button.link[value=NO_RECEIPT]")
            .andThen(page -> page.locator("input[id$='points']").fill("nonsense"))
            .andThen(press("Try on this store's past"))
            .andThen(seen("[data-key^=field-rule] .error")));
    add(
        "rules, history of an administrator",
        Stage.TRADED,
        Who.ADMIN,
        () -> "?page=rules&tab=history",
        NOTHING,
        seen("#versions-title"));
    add("rules, model", Stage.TRAINED, "?page=rules&tab=model");
    add(
        "rules, model that was tried",
        Stage.TRAINED,
        Who.ADMIN,
        () -> "?page=rules&tab=model",
        NOTHING,
        press("Try on the last").andThen(seen("#backtest-title")));
  }

  private void withFieldsThatComeLater() {
    add(
        "desk, alerts picked",
        Stage.TRADED,
        Who.REVIEWER,
        () -> "",
        NOTHING,
        click("tw-alert-list .pick").andThen(seen("tw-bulk-bar form")));
    add("blind review", Stage.TRAINED, "?page=sample");
  }

  private void trade() {
    try (ShopTraffic shop = new ShopTraffic(till)) {
      shop.sells(ALERTS);
      shop.raiseAlerts(ALERTS);
    }
    reviewer.post(
        "/api/v1/lists", "{\"list\":\"BLOCK\",\"customerId\":\"QUEUE_1\",\"reason\":\"seen\"}");
    Await.until(
        "all is counted",
        PATIENCE,
        () -> get("stats").getJsonObject("all").getInteger("openAlerts") == ALERTS);
  }

  private void bringModel() {
    admin.post("/api/v1/models", new String(ModelFiles.ofAmounts(1.1), StandardCharsets.UTF_8));
    Await.until("it is challenger", PATIENCE, () -> get("models").getString("challenger") != null);
    try (ShopTraffic shop = new ShopTraffic(till)) {
      while (get("models/sample").getJsonArray("items").size() < FEW) {
        shop.takesBack(1);
      }
    }
  }

  private void playDemo() {
    reviewer.post("/api/v1/demo/run", "{}");
    Await.until("the demo was played", DEMO, POLL, () -> isPlayed(get("demo")));
  }

  private static boolean isPlayed(JsonObject demo) {
    return demo.getString("state").equals("DONE");
  }

  private JsonObject held() {
    return get("transactions?status=HELD&limit=1")
        .getJsonArray("items")
        .getJsonObject(0)
        .getJsonObject("transaction");
  }

  private JsonObject get(String path) {
    return reviewer.get("/api/v1/" + path).json();
  }

  private void add(String name, Stage stage, String address) {
    add(name, stage, () -> address);
  }

  private void add(String name, Stage stage, Supplier<String> address) {
    add(name, stage, Who.REVIEWER, address, NOTHING, NOTHING);
  }

  private void add(
      String name,
      Stage stage,
      Who who,
      Supplier<String> address,
      Consumer<Page> before,
      Consumer<Page> then) {
    stops.add(new DashboardStop(name, stage, who, address, before, then));
  }

  private static void offerWrongKey(Page page) {
    page.locator("tw-sign-in input").fill("nonsense");
    page.keyboard().press("Enter");
    page.locator("tw-sign-in [role=alert]").waitFor();
  }

  private static Consumer<Page> click(String what) {
    return page -> page.locator(what).first().click();
  }

  private static Consumer<Page> press(String key) {
    return page ->
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(key)).first().click();
  }

  private static Consumer<Page> seen(String what) {
    return page -> page.locator(what).first().waitFor();
  }
}
