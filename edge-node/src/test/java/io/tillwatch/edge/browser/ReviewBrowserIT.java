package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer's day at the dashboard: what waits is all there, and is cleared act by act. */
class ReviewBrowserIT {
  /** More than one page of the transaction list looks through. */
  private static final int IN_FRONT = Integer.getInteger("tillwatch.queue.transactions", 1_100);

  private static final int WAITING = 60;
  private static final int SETTLED = 80;
  private static final int RESOLVED = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path dir;
  private static Chromium chromium;
  private static TestNodes nodes;
  private static ShopTraffic shop;
  private static Http reviewer;

  @BeforeAll
  static void openStore() throws IOException {
    chromium = Chromium.start();
    // nothing is refused at once: what is suspicious waits for a reviewer
    String shipped = Files.readString(Path.of("../conf/rules.yaml"));
    String patient = shipped.replaceFirst("(?m)^  block: 85", "  block: 100");
    assertThat(patient).isNotEqualTo(shipped);
    Path rules = Files.writeString(dir.resolve("rules.yaml"), patient);
    nodes = new TestNodes(dir, rules, "store-a");
    nodes.start("store-a");
    shop = new ShopTraffic(Http.of(nodes.config("store-a"), "kiosk"));
    reviewer = Http.of(nodes.config("store-a"), "reviewer");
  }

  /** Else each goes on hearing of what the next ones do, and draws it. */
  @AfterEach
  void closePages() {
    chromium.closePages();
  }

  @AfterAll
  static void closeStore() {
    if (shop != null) {
      shop.close();
    }
    if (nodes != null) {
      nodes.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void showsEveryReturnThatWaitsHoweverMuchIsInFrontOfThem() {
    // Given returns that wait behind many sales, and the newest alerts resolved
    List<String> waiting = shop.holds("WAIT", WAITING);
    shop.sells(IN_FRONT);
    List<String> settled = shop.holds("LATER", SETTLED);
    ShopTraffic.atOnce(
        SETTLED,
        i -> post("transactions/" + settled.get(i) + "/decision", "{\"outcome\":\"DECLINE\"}"));
    List<String> newest = settled.subList(SETTLED - RESOLVED, SETTLED);
    ShopTraffic.atOnce(
        RESOLVED,
        i -> post("alerts/al_" + newest.get(i) + "/resolution", "{\"outcome\":\"FRAUD\"}"));

    // When the page is opened
    Page page = dashboard();

    // Then panel, tile, title and API say the same
    int held = total("transactions?status=HELD");
    int open = total("alerts?status=UNRESOLVED");
    assertThat(held).isGreaterThanOrEqualTo(WAITING);
    assertThat(open).isGreaterThanOrEqualTo(WAITING + SETTLED - RESOLVED);
    assertThat(page.locator("tw-held-list h2 + .chip")).hasText(String.valueOf(held));
    assertThat(page.locator("tw-figure-tiles")).containsText(held + " waiting");
    assertThat(page.locator("tw-figure-tiles")).containsText(open + " alerts open");
    assertThat(page).hasTitle("(" + open + ") Dashboard · Tillwatch");
    assertThat(page.locator("tw-alert-list h2")).hasText("Alerts " + open);
    assertThat(page.getByText("Nothing to look at")).hasCount(0);

    // And the longest waits first, the last one is there too
    JsonObject first = item("transactions?status=HELD&order=OLDEST&limit=1");
    Locator rows = page.locator("tw-held-list li");
    assertThat(rows.first())
        .hasAttribute("data-key", first.getJsonObject("transaction").getString("id"));
    Locator last = page.locator("tw-held-list li[data-key='" + waiting.get(WAITING - 1) + "']");
    scrollUntilShown(page.locator("tw-held-list .scroll"), last);
    assertThat(chromium.troubles()).isEmpty();
  }

  @Test
  void clearsTwentyAlertsByKeyboardOnly() {
    shop.holds("KEYS", 20);
    Page page = dashboard();
    int resolved = total("alerts?status=RESOLVED");
    page.keyboard().press("j");
    List<String> cleared = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Locator form = page.locator("form.doing");
      assertThat(form).not().hasAttribute("data-alert", i == 0 ? "" : cleared.get(i - 1));
      cleared.add(form.getAttribute("data-alert"));
      page.keyboard().press(List.of("a", "r", "f").get(i % 3));
    }
    assertThat(cleared).doesNotHaveDuplicates();
    Await.until("20 verdicts", PATIENCE, () -> total("alerts?status=RESOLVED") == resolved + 20);
  }

  @Test
  void decidesNothingWhileAnActCanBeTakenBack() {
    // Given the case of a return that waits
    String id = shop.holds("REGRET", 1).get(0);
    Page page = chromium.page(1440, 900, ColorScheme.LIGHT);
    page.clock().install();
    page.navigate(nodes.node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator(".feed-state.live").waitFor();

    // When it is refused, and taken back in time
    act(page, id, "f");
    page.clock().fastForward(9_000);
    assertThat(status(id)).isEqualTo("HELD");
    page.locator("tw-outbox-bar").getByText("Take back").click();
    page.clock().fastForward(60_000);

    // Then no store knows of it
    assertThat(page.locator("tw-outbox-bar li")).hasCount(0);
    assertThat(status(id)).isEqualTo("HELD");
    assertThat(item("alerts?customerId=REGRET_0").getString("status")).isEqualTo("OPEN");

    // When it is approved, and ten seconds pass
    act(page, id, "a");
    page.clock().fastForward(10_100);

    // Then it is decided, and the verdict given
    Await.until("approved", PATIENCE, () -> status(id).equals("COMPLETED"));
    Await.until(
        "verdict",
        PATIENCE,
        () -> "LEGITIMATE".equals(item("alerts?customerId=REGRET_0").getString("outcome")));
  }

  @Test
  void sendsWhatWasDoneWhenThePageIsLeft() {
    String id = shop.holds("LEAVE", 1).get(0);
    Page page = dashboard();
    act(page, id, "f");
    assertThat(page.locator("tw-outbox-bar li")).hasCount(1);

    page.navigate("about:blank");

    Await.until("refused", PATIENCE, () -> status(id).equals("BLOCKED"));
    Await.until(
        "verdict",
        PATIENCE,
        () -> "FRAUD".equals(item("alerts?customerId=LEAVE_0").getString("outcome")));
  }

  @Test
  void sendsWhatWasDoneAlsoWhereThePageIsBusyWhenItIsLeft() {
    // Given a page that has much to do when its reviewer goes
    String id = shop.holds("BUSY", 1).get(0);
    Page page = dashboard();
    act(page, id, "f");
    assertThat(page.locator("tw-outbox-bar li")).hasCount(1);
    page.evaluate(
        """
        () => new Promise(resolve => {
          setTimeout(() => {
            const end = performance.now() + 2000;
            while (performance.now() < end);
          }, 50);
          resolve();
        })""");

    // When it is left, for which browsers give a page half a second
    page.navigate("about:blank");

    // Then nothing is lost
    Await.until("refused", PATIENCE, () -> status(id).equals("BLOCKED"));
    Await.until(
        "verdict",
        PATIENCE,
        () -> "FRAUD".equals(item("alerts?customerId=BUSY_0").getString("outcome")));
  }

  @Test
  void signsNobodyOutBeforeTheyHearWhatCouldNotBeSent() {
    // Given a refusal that does not reach the node
    String id = shop.holds("GONE", 1).get(0);
    Page page = dashboard();
    page.route("**/decision", Route::abort);
    act(page, id, "f");
    page.keyboard().press("Escape");

    // When the reviewer signs out, then the page says so, and gave no verdict without it
    page.getByTitle("Sign out").click();
    assertThat(page.locator("tw-outbox-bar li")).containsText("Not decided");
    assertThat(item("alerts?customerId=GONE_0").getString("status")).isEqualTo("OPEN");

    // And who knows it may go
    page.getByTitle("Sign out").click();
    assertThat(page.locator("tw-sign-in form")).isVisible();
  }

  @Test
  void leadsFromTheNumberOfOpenAlertsToAllOfThem() {
    // Given the alerts of one customer
    shop.holds("ONEOF", 2);
    Page page = dashboard();
    page.navigate(page.url().replaceFirst("[?#].*$", "") + "?customer=ONEOF_0");
    assertThat(page.locator("tw-alert-list h2")).hasText("Alerts 1");

    // When the number of all is pressed
    page.getByText(Pattern.compile("alerts open$")).click();

    // Then all are there
    assertThat(page.locator("tw-alert-list h2"))
        .hasText("Alerts " + total("alerts?status=UNRESOLVED"));
  }

  @Test
  void marksInTheListOnlyTheCaseThatIsOpen() {
    shop.holds("MARK", 1);
    Page page = dashboard();
    page.locator("tw-alert-list li a").first().click();
    assertThat(page.locator("tw-alert-list a[aria-current]")).hasCount(1);

    page.keyboard().press("Escape");

    // sooner than the list is drawn anew by itself
    assertThat(page.locator("tw-alert-list a[aria-current]"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(2_000));
  }

  @Test
  void readsAgainFromTheTopWhatCouldNotBeRead() {
    // Given a list whose newest page could not be read
    shop.holds("AGAIN", 1);
    Page page = dashboard();
    page.route("**/api/v1/alerts?**", Route::abort);
    page.evaluate("import('/js/dashboard/board.js').then(({ board }) => board.load())");
    Locator again = page.getByText("Not all could be read. Try again");
    again.waitFor();

    // When it is asked for again, then it is that page
    page.unroute("**/api/v1/alerts?**");
    Request asked =
        page.waitForRequest(request -> request.url().contains("/api/v1/alerts?"), again::click);
    assertThat(asked.url()).contains("limit=50").doesNotContain("cursor");
    assertThat(again).hasCount(0);
  }

  @Test
  void showsTheSameAfterAReload() {
    shop.holds("LINK", 2);
    Page page = dashboard();
    page.locator("#choice-order").selectOption("OLDEST");
    page.locator("#choice-least").selectOption("1000");
    assertThat(page).hasURL(Pattern.compile("order=OLDEST&least=1000"));
    Locator first = page.locator("tw-alert-list li").first();
    String oldest = item("alerts?status=UNRESOLVED&order=OLDEST&limit=1").getString("id");
    assertThat(first).hasAttribute("data-key", oldest);

    page.reload();

    assertThat(page.locator("#choice-order")).hasValue("OLDEST");
    assertThat(first).hasAttribute("data-key", oldest);
    page.locator("#choice-least").selectOption("5000");
    assertThat(page.getByText("No alert is like that.")).isVisible();
  }

  @Test
  void findsCustomersCashiersReceiptsAndReferencesInOneBox() {
    shop.sells(1);
    String id = shop.holds("SEEK", 1).get(0);
    String reference = reviewer.get("/api/v1/transactions/" + id).json().getString("reference");
    JsonObject sale = item("transactions?type=SALE&limit=1").getJsonObject("transaction");
    Page page = dashboard();
    Locator found = page.locator("tw-search-sheet dialog");

    search(page, "seek_");
    assertThat(found).containsText("Customer");
    assertThat(found).containsText("SEEK_0");
    AxeCheck.passes("search", page);
    search(page, "C-1");
    assertThat(found).containsText("Cashier");
    search(page, "SHIRT_0");
    assertThat(found).containsText("Article");
    search(page, "nobody of that name");
    assertThat(found).containsText("Nothing is known by that name");
    search(page, reference);
    found.locator("section a").first().click();
    assertThat(page.locator("tw-receipt-page h1")).hasText(id);
    search(page, sale.getString("receiptNumber"));
    found.locator("section a").first().click();

    assertThat(page.locator("tw-receipt-page h1")).hasText(sale.getString("receiptNumber"));
    assertThat(page.locator("tw-receipt-page")).containsText("Sale of");
    AxeCheck.passes("receipt", page);
    assertThat(chromium.troubles()).isEmpty();
  }

  @Test
  void leadsFromANameToAllThatIsKnownOfIt() {
    String id = shop.holds("KNOWN", 1).get(0);
    Page page = dashboard();
    page.navigate(page.url().replaceAll("[?#].*", "") + "?page=customer&id=KNOWN_0");
    Locator profile = page.locator("tw-profile-page");
    JsonObject known = answerOf("profiles/customer/KNOWN_0");

    assertThat(profile.locator("h1")).hasText("KNOWN_0");
    assertThat(tile(profile, "Visits")).hasText(String.valueOf(known.getInteger("transactions")));
    assertThat(tile(profile, "Held")).hasText("1");
    assertThat(profile.locator("tr[data-key=" + id + "]")).isVisible();
    AxeCheck.passes("customer", page);
    profile.locator(".related a").first().click();
    assertThat(page).hasURL(Pattern.compile("page=(store|cashier|article)"));
    assertThat(profile.locator(".tile").first()).isVisible();
    page.goBack();
    assertThat(profile.locator("h1")).hasText("KNOWN_0");
    assertThat(chromium.troubles()).isEmpty();
  }

  private static Locator tile(Locator profile, String label) {
    return profile.locator(".tile[data-key='" + label + "'] .value");
  }

  private static JsonObject answerOf(String path) {
    return reviewer.get("/api/v1/" + path).json();
  }

  @Test
  void showsTwoHundredStoresTheWorstFirst() {
    JsonObject replication = answerOf("replication");
    JsonArray peers = new JsonArray();
    for (int i = 0; i < 200; i++) {
      peers.add(StoresPageExamples.peer("store-" + i, i == 150 ? "DOWN" : "CONNECTED", i % 7));
    }
    String body = replication.copy().put("peers", peers).encode();
    Page page = chromium.page(1280, 860, ColorScheme.LIGHT);
    page.route(
        "**/api/v1/replication",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body)));
    page.route("**/api/v1/events*", Route::abort);
    page.navigate(nodes.node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator("tw-alert-list li").first().waitFor();

    page.locator("nav.pages a", new Page.LocatorOptions().setHasText("Stores")).click();

    Locator rows = page.locator("tw-stores-page tbody tr");
    assertThat(rows.first()).hasAttribute("data-key", "store-150");
    assertThat(rows.first()).isInViewport();
    assertThat(rows.count()).as("rows in sight").isLessThan(40);
    scrollUntilShown(
        page.locator("tw-stores-page .scroll"), page.locator("tr[data-key='store-196']"));
    AxeCheck.passes("stores", page);
  }

  @Test
  void fitsAPhoneInTabsOfAtMostThreeScreens() {
    shop.holds("PHONE", 10);
    Page page = chromium.page(390, 844, ColorScheme.LIGHT);
    page.navigate(nodes.node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator("tw-alert-list li").first().waitFor();
    for (String view : List.of("figures", "transactions", "stores", "alerts")) {
      page.locator("nav.views button[value=" + view + "]").click();
      assertThat(page.locator("nav.views [aria-current]")).hasAttribute("value", view);
      double screens =
          ((Number) page.evaluate("document.documentElement.scrollHeight / innerHeight"))
              .doubleValue();
      assertThat(screens).as(view).isLessThanOrEqualTo(3);
      AxeCheck.passes("phone, " + view, page);
    }
  }

  private static Page dashboard() {
    Page page = chromium.open(nodes.node("store-a"), io.tillwatch.edge.web.access.Page.DASH);
    page.locator(".feed-state.live").waitFor();
    page.locator("tw-alert-list li").first().waitFor();
    return page;
  }

  private static void search(Page page, String text) {
    page.evaluate("() => document.querySelector('tw-search-sheet dialog').close()");
    page.waitForFunction("() => !location.hash.startsWith('#find=')");
    page.locator("#find").fill(text);
    page.locator("#find").press("Enter");
  }

  private static void act(Page page, String transactionId, String key) {
    page.evaluate("id => { location.hash = `alert=al_${id}`; }", transactionId);
    page.locator("form.doing").waitFor();
    page.locator("h2#sheet-title").click();
    page.keyboard().press(key);
  }

  private static void scrollUntilShown(Locator scroller, Locator row) {
    for (int i = 0; i < 50 && row.count() == 0; i++) {
      scroller.evaluate("element => element.scrollBy(0, element.clientHeight)");
      scroller.page().waitForFunction("() => new Promise(requestAnimationFrame)");
    }
    row.waitFor();
  }

  private static String status(String transactionId) {
    return reviewer
        .get("/api/v1/transactions/" + transactionId)
        .json()
        .getJsonObject("transaction")
        .getString("status");
  }

  private static int total(String list) {
    return reviewer.get("/api/v1/" + list).json().getInteger("total");
  }

  private static JsonObject item(String list) {
    return reviewer.get("/api/v1/" + list).json().getJsonArray("items").getJsonObject(0);
  }

  private static void post(String path, String body) {
    Http.Answer answer = reviewer.post("/api/v1/" + path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
