package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.config.keys.ApiKeys;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several reviewers at one desk, by name, with a screen reader or with many alerts at once. */
class DeskBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static ShopTraffic till;
  private static String annsKey;
  private static Http bob;

  @BeforeAll
  static void nameReviewers() throws IOException {
    till = new ShopTraffic(Http.of(SHOP.nodes().config("store-a"), "kiosk"));
    ApiKeys keys = ApiKeys.open(SHOP.nodes().config("store-a"));
    annsKey = keys.create(Role.REVIEWER, null, "ann").secret();
    String bobsKey = keys.create(Role.REVIEWER, null, "bob").secret();
    bob = Http.of(SHOP.nodes().config("store-a"), "reviewer").as(bobsKey);
    Await.until("the keys are known", PATIENCE, () -> bob.get("/api/v1/stats").status() == 200);
  }

  @AfterEach
  void leaveNoAlertOpen() {
    for (JsonObject alert : alerts("status=UNRESOLVED&limit=200")) {
      bob.post(
          "/api/v1/alerts/" + alert.getString("id") + "/resolution", "{\"outcome\":\"FRAUD\"}");
    }
  }

  @Test
  void clearsTwentyAlertsByTheScreenReadersTreeAlone() {
    till.raiseAlerts(20);
    int resolved = total("status=RESOLVED");
    ScreenReader reader = new ScreenReader(desk());

    reader.press("link", "(Blocked|Review) .*");
    Set<String> cases = new LinkedHashSet<>();
    String[] verdicts = {"Legitimate|Approve", ".*[Cc]an't tell", ".*[Ff]raud"};
    for (int i = 0; i < 20; i++) {
      Await.until(
          "another case than " + cases,
          PATIENCE,
          () -> cases.add(reader.read("dialog", "Alert .+")));
      reader.press("button", verdicts[i % 3]);
    }

    assertThat(cases).hasSize(20);
    Await.until("20 verdicts", PATIENCE, () -> total("status=RESOLVED") == resolved + 20);
  }

  @Test
  void warnsOfAnotherReviewerAndSendsNoSecondVerdictWhereTheyWereFaster() {
    // Given a case that ann has open, and works on under her name
    till.raiseRefusals(1);
    String id = alerts("status=TODO").get(0).getString("id");
    Page page = desk();
    page.evaluate("id => { location.hash = `alert=${id}`; }", id);
    Locator sheet = page.locator("tw-alert-sheet");
    assertThat(sheet).containsText("Nobody works on it yet.");
    sheet.locator("[data-click=claim]").click();
    assertThat(sheet).containsText("You work on it until");
    page.locator("#choice-who").selectOption("me");
    assertThat(page.locator("tw-alert-list h2")).hasText("Alerts 1");
    sheet.locator("[data-click=release]").click();

    // When bob takes it, then she is told at once
    assertThat(bob.post("/api/v1/alerts/" + id + "/claim", "").status()).isEqualTo(200);
    assertThat(sheet.locator("[role=alert]")).containsText("bob works on it until");

    // When she says fraud, and he was faster with another verdict
    page.keyboard().press("f");
    assertThat(page.locator("tw-outbox-bar li")).hasCount(1);
    bob.post("/api/v1/alerts/" + id + "/resolution", "{\"outcome\":\"LEGITIMATE\"}");

    // Then hers is not sent, and she is told
    assertThat(page.locator("tw-outbox-bar li")).containsText("Another reviewer has given");
    page.locator("tw-outbox-bar").getByText("Open").click();
    assertThat(sheet).containsText("A different verdict");
    assertThat(sheet.locator(".timeline")).containsText("by bob");
    assertThat(bob.get("/api/v1/alerts/" + id).json().getBoolean("conflict")).isFalse();
  }

  @Test
  void judgesManyAtOnceAndTakesThemBackTogether() {
    till.raiseAlerts(3);
    Page page = SHOP.chromium().page(1440, 900, ColorScheme.LIGHT);
    page.clock().install();
    signIn(page);
    Locator bar = page.locator("tw-bulk-bar");
    Locator outbox = page.locator("tw-outbox-bar");

    // When three are picked and called fraud, and that is taken back
    pickAll(page);
    bar.locator("#bulk-note").fill("One gang");
    bar.getByText("Fraud").click();
    assertThat(outbox).containsText("Fraud: 3 alerts");
    outbox.getByText("Take all back").click();
    page.clock().fastForward(60_000);

    // Then nothing was sent
    assertThat(outbox.locator("li")).hasCount(0);
    assertThat(total("status=TODO")).isEqualTo(3);

    // When it is done again, and ten seconds pass, then each has verdict, words and name
    pickAll(page);
    bar.locator("#bulk-note").fill("One gang");
    bar.getByText("Fraud").click();
    page.clock().fastForward(10_100);
    Await.until("three verdicts", PATIENCE, () -> total("status=TODO") == 0);
    String judged = alerts("status=RESOLVED&limit=1").get(0).getString("id");
    assertThat(bob.get("/api/v1/alerts/" + judged).body()).contains("One gang", "\"by\":\"ann\"");
  }

  @Test
  void leavesAnAlertUntilLaterAndWritesDownWhy() {
    till.raiseRefusals(2);
    Page page = desk();
    page.locator("tw-alert-list li a").first().click();
    Locator sheet = page.locator("tw-alert-sheet");
    String left = page.locator("form.doing").getAttribute("data-alert");
    page.locator("#verdict-note").fill("Asked for the camera's picture");
    sheet.getByText("Note only").click();
    assertThat(sheet.locator(".timeline")).containsText("Asked for the camera's picture");

    sheet.getByText("Leave until later").click();
    AxeCheck.passes("case that can be left", page);
    sheet.getByText("4 hours").click();

    assertThat(page.locator("tw-alert-list h2")).hasText("Alerts 1");
    assertThat(page.locator("form.doing")).not().hasAttribute("data-alert", left);
    page.locator("#choice-progress").selectOption("SNOOZED");
    assertThat(page.locator("tw-alert-list li")).hasAttribute("data-key", left);
    assertThat(page.locator("tw-alert-list li")).containsText("Until");
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  private static Page desk() {
    Page page = SHOP.chromium().page(1440, 900, ColorScheme.LIGHT);
    signIn(page);
    return page;
  }

  /** As ann, with her key. */
  private static void signIn(Page page) {
    page.navigate(SHOP.nodes().config("store-a").http().publicUrl().toString());
    page.locator("#key").fill(annsKey);
    page.locator("#key").press("Enter");
    page.locator(".feed-state.live").waitFor();
    page.locator("tw-alert-list li").first().waitFor();
  }

  private static void pickAll(Page page) {
    for (Locator box : page.locator("tw-alert-list .pick input").all()) {
      box.check();
    }
    assertThat(page.locator("tw-bulk-bar")).containsText("3 selected");
  }

  private static int total(String filter) {
    return bob.get("/api/v1/alerts?" + filter).json().getInteger("total");
  }

  private static List<JsonObject> alerts(String filter) {
    return bob.get("/api/v1/alerts?" + filter).json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
