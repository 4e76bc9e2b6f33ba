package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reviewer judges paid returns that were chosen by chance, while a model scores them. */
class BlindReviewBrowserIT {
  private static final String TELLING = "(?i)scored? |points|model|reasons|risk|contribut|percent";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension
  static final BrowserShop SHOP =
      new BrowserShop(Map.of("TILLWATCH_MODEL_SAMPLE_PERMILLE", "500"), "store-a");

  private static Http as(String role) {
    return Http.of(SHOP.nodes().config("store-a"), role);
  }

  private static JsonArray waiting() {
    return as("reviewer").get("/api/v1/models/sample").json().getJsonArray("items");
  }

  private static void takeBack(int number) {
    Http.Answer answer =
        as("kiosk")
            .submit(
                "/api/v1/returns",
                """
                {"laneId":"A-01","cashierId":"C-7","customerId":"BLIND-%d","currency":"USD",
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                 "refundTender":{"type":"STORE_CREDIT"}}"""
                    .formatted(number));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  @Test
  void judgesPaidReturnsOneAfterTheOtherWithoutSeeingHowTheyWereScored() {
    // Given a model that scores, and two paid returns that were chosen
    as("admin")
        .post("/api/v1/models", new String(ModelFiles.ofAmounts(1.1), StandardCharsets.UTF_8));
    Await.until(
        "it is challenger",
        PATIENCE,
        () -> as("reviewer").get("/api/v1/models").json().getString("challenger") != null);
    for (int i = 0; waiting().size() < 2; i++) {
      takeBack(i);
    }
    String first = waiting().getJsonObject(0).getJsonObject("transaction").getString("id");
    String customer =
        waiting().getJsonObject(0).getJsonObject("transaction").getString("customerId");
    int before = waiting().size();

    // When the queue is opened
    Page page = SHOP.chromium().page(1366, 900, ColorScheme.LIGHT);
    List<String> answers = new CopyOnWriteArrayList<>();
    page.onResponse(
        response -> {
          if (response.url().contains("/models/sample")) {
            answers.add(response.text());
          }
        });
    page.navigate(
        SHOP.nodes().node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator("nav.pages").waitFor();
    page.navigate(as("admin").base() + "/?page=sample");

    // Then it shows what came back and nothing of how it was scored
    Locator shown = page.locator("[data-key=blind]");
    assertThat(shown).containsText("$29.99 paid back");
    assertThat(shown).containsText(customer);
    assertThat(shown).containsText("cashier C-7");
    assertThat(shown.innerText()).doesNotContainPattern(TELLING);
    assertThat(shown.locator("a")).hasCount(0);
    assertThat(answers).isNotEmpty().noneMatch(body -> body.matches("(?s).*" + TELLING + ".*"));
    assertThat(answers).noneMatch(body -> body.contains("assessment") || body.contains("score"));
    AxeCheck.passes("blind review", page);

    // When it is judged, then the next is shown, and the verdict is a label
    page.getByLabel("Why").fill("the box was empty");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fraud")).click();
    assertThat(page.locator("[data-key='verdict-" + first + "']")).hasCount(0);
    assertThat(waiting()).hasSize(before - 1);
    JsonObject labels = as("reviewer").get("/api/v1/models/labels").json();
    assertThat(labels.getInteger("frauds")).isEqualTo(1);
    assertThat(page.getByLabel("Why")).hasValue("");

    // When the others are put off, then nobody waits
    for (int i = 1; i < before; i++) {
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Later")).click();
    }
    assertThat(page.locator("[data-key=nobody]")).containsText("No paid return waits");
    assertThat(waiting()).as("put off is not judged").hasSize(before - 1);
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  @Test
  void goesOnBehindAPageOfWhichAllWasJudged() {
    // Given a first page of which nothing waits any more
    for (int i = 100; waiting().isEmpty(); i++) {
      takeBack(i);
    }
    Page page = SHOP.chromium().page(1366, 900, ColorScheme.LIGHT);
    page.route(
        "**/api/v1/models/sample",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"items\":[],\"nextCursor\":\"behind\"}")));
    page.route(
        "**/api/v1/models/sample?cursor=behind",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(route.request().url().replace("?cursor=behind", ""))));

    // When the queue is opened
    page.navigate(
        SHOP.nodes().node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator("nav.pages").waitFor();
    page.navigate(as("admin").base() + "/?page=sample");

    // Then what waits behind it is shown
    assertThat(page.locator("[data-key=blind]")).containsText("paid back");
    assertThat(page.locator("[data-key=nobody]")).hasCount(0);
  }
}
