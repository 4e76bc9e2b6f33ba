package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of patterns, value, rules and the audit trail, as an administrator works with them. */
class InsightBrowserIT {
  private static final int ALERTS = 6;

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static Http admin;

  @BeforeAll
  static void trade() {
    admin = Http.of(SHOP.nodes().config("store-a"), "admin");
    try (ShopTraffic shop = new ShopTraffic(Http.of(SHOP.nodes().config("store-a"), "kiosk"))) {
      shop.sells(3);
      shop.raiseAlerts(ALERTS);
    }
    Await.until(
        "all is counted",
        Duration.ofSeconds(10),
        () -> get("stats").getJsonObject("all").getInteger("fraudDetected") == ALERTS);
  }

  @Test
  void everyNumberOfThePatternsIsTheApisAndOpensItsRows() {
    Page page = visit("patterns", ColorScheme.LIGHT);
    JsonObject reasons = get("stats/patterns").getJsonObject("all").getJsonObject("reasons");

    assertThat(page.locator("#heat-title")).isVisible();
    Locator rows = page.locator("[aria-labelledby=heat-title] tbody tr");
    assertThat(rows).hasCount(reasons.size());
    for (Map.Entry<String, Object> reason : reasons) {
      Locator row = page.locator("tr.heat[data-key=" + reason.getKey() + "]");
      assertThat(row.locator("td").first()).hasText(String.valueOf(reason.getValue()));
      row.locator("td a").first().click();
      Locator opened = page.locator("tw-cut-sheet li");
      assertThat(opened).hasCount(((Number) reason.getValue()).intValue());
      page.keyboard().press("Escape");
      assertThat(page.locator("tw-cut-sheet dialog")).not().isVisible();
    }
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  @Test
  void rulesAreTriedBeforeTheyAreInForceAndTakenBackLater() {
    Page page = visit("rules", ColorScheme.LIGHT);
    page.locator("button.link[value=NO_RECEIPT]").click();

    page.locator("input[id$='points']").fill("900");
    button(page, "Try on this store's past").click();
    assertThat(page.locator("[data-key^=field-rule] .error")).containsText("must be 0..100");
    assertThat(button(page, "Put in force in every store")).isDisabled();

    page.locator("input[id$='points']").fill("36");
    assertThat(page.locator(".diff")).containsText("No receipt points 35");
    button(page, "Try on this store's past").click();
    assertThat(page.locator("#backtest-title")).isVisible();
    button(page, "Put in force in every store").click();
    assertThat(page.getByText("These rules are in force")).isVisible();
    Await.until("the API says so", Duration.ofSeconds(5), () -> points() == 36);

    page.getByText("History", new Page.GetByTextOptions().setExact(true)).click();
    button(page, "Compare").first().click();
    assertThat(page.locator(".diff")).containsText("No receipt points 36");
    button(page, "Put these in force again").click();
    Await.until("they are taken back", Duration.ofSeconds(5), () -> points() == 35);
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  @Test
  void aModelIsTriedBeforeItIsProposedAndOnePersonAloneDoesNotPromoteIt() {
    byte[] file = ModelFiles.ofAmounts(1.1);
    admin.post("/api/v1/models", new String(file, StandardCharsets.UTF_8));
    Await.until(
        "it is challenger",
        Duration.ofSeconds(10),
        () -> get("models").getString("challenger") != null);

    String judged = alertWithAnOpinion();
    Page page = visit("rules&tab=model", ColorScheme.LIGHT);
    Locator row = page.locator("tr[data-key='" + Sha256.hex(file) + "']");
    assertThat(row).containsText("Challenger");
    assertThat(page.locator("#labels-title")).isVisible();
    assertThat(page.locator("[data-key=drift] .chip").first()).containsText("Too few to say");
    assertThat(page.locator("[data-key=drift]")).containsText("which says what is usual, is not");
    assertThat(page.locator("#calibration-title")).isVisible();
    assertThat(page.locator("[data-key=calibration]")).containsText("frauds: too few to say");
    assertThat(button(page, "Propose to promote")).isDisabled();
    button(page, "Try on the last 30 days").click();
    assertThat(page.locator("#backtest-title")).isVisible();
    button(page, "Propose to promote").click();
    assertThat(page.locator("[data-key=models]")).containsText("a second person promotes it");

    button(page, "Try on the last 30 days").click();
    button(page, "Promote in every store").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("a second, different person");
    assertThat(get("models").getString("champion")).isNull();
    page.navigate(admin.base() + "/#alert=" + judged);
    Locator trial = page.locator("[data-key=trial]");
    trial.locator("summary").click();
    assertThat(trial).containsText("Model: 50 of 50. The trained model rates this return as risky");
    assertThat(trial).containsText("What would be paid back: 2499.99");
    // the browser tells of every answer that refuses
    assertThat(SHOP.chromium().troubles()).allMatch(trouble -> trouble.contains("409"));
    SHOP.chromium().troubles().clear();
  }

  @Test
  void aCustomerIsPutOnAListAndTakenOffAndTheTrailSaysSo() {
    Page page = visit("rules&tab=lists", ColorScheme.LIGHT);
    page.getByLabel("Customer number").fill("LISTED_1");
    page.getByLabel("Why").fill("seen with another name");
    button(page, "Put on the list").click();
    Locator row = page.locator("tw-list-entries tbody tr");
    assertThat(row).containsText("LISTED_1");
    button(page, "Take off").click();
    button(page, "Really take off").click();
    assertThat(page.locator("tw-list-entries tbody tr")).hasCount(0);

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit")).click();
    page.getByLabel("To what").fill("LISTED_1");
    button(page, "Show").click();
    Locator trail = page.locator("tw-audit-page tbody tr");
    assertThat(trail).hasCount(2);
    assertThat(trail.first()).containsText("Unlisted block");
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  @Test
  void aCardIsPutOnAListFromItsCaseWhereNobodySeesItsToken() {
    try (ShopTraffic shop = new ShopTraffic(Http.of(SHOP.nodes().config("store-a"), "kiosk"))) {
      shop.bringsBackToCard("tok_listed");
    }
    Page page = signIn(ColorScheme.LIGHT);
    page.navigate(admin.base() + "/?order=NEWEST");
    Locator toList = page.locator("[data-key=listing] a[href*='card=']");
    page.locator("tw-alert-list li a").first().click();
    String card = toList.textContent().substring("Card ".length());
    toList.click();
    assertThat(page.getByLabel("Or a card")).hasValue(card);
    page.getByLabel("Why").fill("found in a drain");
    button(page, "Put on the list").click();

    Locator row = page.locator("tw-list-entries tbody tr");
    assertThat(row).containsText(card);
    assertThat(page.locator("#entries-title")).hasText("Entries, latest first: 1");
    assertThat(page.content()).doesNotContain("tok_listed");
    button(page, "Take off").click();
    button(page, "Really take off").click();
    assertThat(row).hasCount(0);
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  @Test
  void theReportSaysWhatTheApiSaysAndWhatIsNotKnown() {
    JsonObject all = get("stats/report").getJsonObject("all");
    Page page = visit("value", ColorScheme.LIGHT);

    assertThat(figure(page, "Fraud detected")).hasText(all.getInteger("fraudDetected").toString());
    assertThat(figure(page, "Detection rate")).hasText("not known");
    assertThat(figure(page, "False positives")).hasText("not known");
    String protectedMinor = String.valueOf(all.getLong("valueProtectedMinor"));
    String digits = page.locator(".hero-figure .figure").textContent().replaceAll("\\D", "");
    assertThat(digits).isEqualTo(protectedMinor.equals("0") ? "000" : protectedMinor);
  }

  /** An alert of which the model said something. */
  private static String alertWithAnOpinion() {
    AtomicReference<String> found = new AtomicReference<>();
    try (ShopTraffic shop = new ShopTraffic(Http.of(SHOP.nodes().config("store-a"), "kiosk"))) {
      Await.until(
          "the model is asked",
          Duration.ofSeconds(10),
          () -> {
            shop.raiseAlerts(1);
            String id =
                get("alerts?limit=1").getJsonArray("items").getJsonObject(0).getString("id");
            found.set(id);
            return get("alerts/" + id).getJsonArray("shadowReasons").encode().contains("MODEL");
          });
    }
    return found.get();
  }

  private static Page visit(String name, ColorScheme colours) {
    Page page = signIn(colours);
    go(page, name);
    return page;
  }

  private static Page signIn(ColorScheme colours) {
    Page page = SHOP.chromium().page(1366, 900, colours);
    page.navigate(admin.base() + "/");
    page.locator("tw-sign-in input").fill(Http.keyOf(SHOP.nodes().config("store-a"), "admin"));
    page.keyboard().press("Enter");
    assertThat(page.locator("nav.pages")).isVisible();
    return page;
  }

  private static void go(Page page, String name) {
    page.navigate(admin.base() + "/?page=" + name);
    assertThat(page.locator("h1")).isVisible();
    assertThat(page.locator("main [data-key=loading]")).hasCount(0);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator figure(Page page, String name) {
    return page.locator("[aria-labelledby=report-title] tr[data-key='" + name + "'] td").first();
  }

  private static int points() {
    return get("rules").getJsonArray("rules").stream()
        .map(JsonObject.class::cast)
        .filter(rule -> rule.getString("code").equals("NO_RECEIPT"))
        .mapToInt(rule -> rule.getInteger("points"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject get(String path) {
    return admin.get("/api/v1/" + path).json();
  }
}
