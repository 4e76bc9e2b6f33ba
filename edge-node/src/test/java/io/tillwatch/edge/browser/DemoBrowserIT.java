package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http;
import io.tillwatch.tools.demo.StoreDemo;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's script, played from the dashboard of a store that was started for it. */
class DemoBrowserIT {
  private static final Duration RUN = Duration.ofSeconds(120);

  @TempDir static Path dir;
  private static Chromium chromium;
  private static TestNodes nodes;

  @BeforeAll
  static void open() {
    chromium = Chromium.start();
    nodes = new TestNodes(dir, "store-a", "store-b");
    nodes.startForDemo("store-a", StoreDemo.of(nodes.config("store-a"), InstantSource.system()));
    nodes.start("store-b");
  }

  @AfterEach
  void closePages() {
    chromium.closePages();
  }

  @AfterAll
  static void close() {
    nodes.close();
    chromium.close();
  }

  @Test
  void theScriptIsPlayedOnceAndItsFiguresAreTheApisAndLeadToTheirVisits() {
    // Given a reviewer's dashboard of that store
    Page page = open("store-a");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Demo")).click();
    Locator play = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play"));

    // When the script is asked for
    play.click();

    // Then how far it is is shown, and nobody else starts a second one
    Locator progress = page.locator(".demo-progress");
    int visits = demo().getInteger("visitsOfScript");
    assertThat(progress).containsText(" of " + visits + " visits");
    assertThat(play).hasAttribute("aria-disabled", "true");
    assertRefused(409, "DEMO_RUNNING");
    assertThat(progress)
        .containsText(
            "Over: " + visits + " of " + visits,
            new LocatorAssertions.ContainsTextOptions().setTimeout(RUN.toMillis()));

    // And the report is the API's, each count with as many visits behind it
    JsonObject report = demo().getJsonObject("run").getJsonObject("report");
    assertThat(report.getBoolean("passed")).as(demo().encodePrettily()).isTrue();
    JsonObject counts = report.getJsonObject("counts");
    assertCount(page, "Legitimate transactions", counts.getInteger("legitimateTransactions"));
    assertCount(page, "Fraud attempts", counts.getInteger("fraudAttempts"));
    assertCount(page, "Fraud detected", counts.getInteger("fraudDetected"));
    assertCount(page, "Fraud prevented", counts.getInteger("fraudPrevented"));
    assertCount(page, "False positives", counts.getInteger("falsePositives"));
    assertThat(counts.getInteger("fraudAttempts")).isGreaterThanOrEqualTo(9);
    String digits = tile(page, "Value protected").locator(".value").textContent();
    assertThat(digits.replaceAll("\\D", ""))
        .isEqualTo(report.getLong("valueProtectedMinor").toString());

    // And a visit leads to its transaction, and the figures of the store count what was prevented
    page.getByLabel("Which visits").selectOption("ALL");
    assertThat(page.locator("[aria-labelledby=visits-title] tbody tr")).hasCount(visits);
    page.locator("[aria-labelledby=visits-title] tbody a").first().click();
    assertThat(page.locator("tw-receipt-page h1")).isVisible();
    Await.until(
        "the store counts the same",
        Duration.ofSeconds(10),
        () ->
            reviewer()
                .get("/api/v1/stats")
                .json()
                .getJsonObject("all")
                .getLong("valueProtectedMinor")
                .equals(report.getLong("valueProtectedMinor")));

    // And it is in the audit trail, and no second run begins within the minute
    assertThat(reviewer().get("/api/v1/audit?action=DEMO_STARTED").json().getJsonArray("items"))
        .hasSize(1);
    assertRefused(429, "DEMO_TOO_SOON");
    assertThat(chromium.troubles()).isEmpty();
  }

  @Test
  void aStoreThatWasNotStartedForTheDemoHasNeitherTheButtonNorTheCall() {
    Page page = open("store-b");

    assertThat(page.locator("nav.pages a")).not().hasCount(0);
    assertThat(page.locator("nav.pages a", hasText("Demo"))).hasCount(0);
    page.navigate(nodes.config("store-b").http().publicUrl() + "/?page=demo");
    assertThat(page.locator("tw-figure-tiles")).isVisible();
    assertThat(page.locator("tw-demo-page")).hasCount(0);
    Http reviewer = Http.of(nodes.config("store-b"), "reviewer");
    assertThat(reviewer.get("/api/v1/demo").status()).isEqualTo(404);
    assertThat(reviewer.post("/api/v1/demo/run", "{}").status()).isEqualTo(404);
    assertThat(chromium.troubles()).isEmpty();
  }

  @Test
  void onlyReviewersAndAdministratorsMayPlayIt() {
    for (String role : new String[] {"kiosk", "integration"}) {
      Http http = Http.of(nodes.config("store-a"), role);
      assertThat(http.post("/api/v1/demo/run", "{}").status()).as(role).isEqualTo(403);
      assertThat(http.get("/api/v1/demo").status()).as(role).isEqualTo(403);
    }
    assertThat(reviewer().post("/api/v1/demo/run", "{\"visits\":1}").status()).isEqualTo(422);
  }

  /** The figure is the API's, and its link shows as many visits. */
  private static void assertCount(Page page, String figure, int counted) {
    assertThat(tile(page, figure).locator(".value")).hasText(String.valueOf(counted));
    tile(page, figure).locator("a").click();
    assertThat(page.locator("[aria-labelledby=visits-title] tbody tr")).hasCount(counted);
  }

  private static Locator tile(Page page, String figure) {
    return page.locator("tw-demo-page .tile[data-key='" + figure + "']");
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void assertRefused(int status, String code) {
    Http.Answer answer = reviewer().post("/api/v1/demo/run", "{}");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getString("code")).isEqualTo(code);
  }

  private static JsonObject demo() {
    return reviewer().get("/api/v1/demo").json();
  }

  private static Http reviewer() {
    return Http.of(nodes.config("store-a"), "reviewer");
  }

  private static Page open(String store) {
    return chromium.open(nodes.node(store), io.tillwatch.edge.web.access.Page.DASH);
  }
}
