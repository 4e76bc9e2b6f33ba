package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a held return asks for, and what is kept of what was given. */
class KioskRemedyIT {
  private static final String RETURNS = "**/api/v1/returns";

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private KioskScreen kiosk;
  private Page page;
  private Locator remedies;

  @BeforeEach
  void open() {
    kiosk = SHOP.kiosk("store-a");
    page = kiosk.page();
    remedies = page.locator("[data-click=remedy]");
  }

  @Test
  void asksForAnotherPhotoWhereTheNodeDoesNotTakeThisOne() {
    // Given a return without a photo that was recalled, so that its card is asked for, too
    kiosk.add("Gaming Laptop");
    kiosk.card("tok_photo");
    kiosk.photoOf("REMEDY_2");
    kiosk.pay();
    String receipt = kiosk.receiptNumber();
    kiosk.button("Next sale").click();
    kiosk.bringBack(receipt, "Gaming Laptop");
    kiosk.card("tok_photo");
    kiosk.requestRefund();
    kiosk.heading("Please wait").waitFor();
    String reference = page.locator(".receipt-number").textContent().strip();
    kiosk.button("Next return").click();
    HandScanner.at(page).scan(reference);
    kiosk.heading("Please wait").waitFor();

    // When its photo is one that the node does not know
    page.route(RETURNS, KioskRemedyIT::withAnUnknownPhoto);
    photographAndTryAgain();

    // Then another can be taken
    assertThat(page.locator("tw-outcome [role=alert]")).isVisible();
    assertThat(remedies.first()).isVisible();
    page.unroute(RETURNS);
    photographAndTryAgain();
    kiosk.heading("Return accepted").waitFor();
  }

  private void photographAndTryAgain() {
    kiosk.button("Take a photo and try again").click();
    kiosk.choose("Demo person");
    page.getByLabel("Name of the demo person").fill("REMEDY_2");
    kiosk.booth("Take photo").click();
    kiosk.booth("Use this photo").click();
    page.getByLabel("Card token").fill("tok_photo");
    kiosk.button("Try again").click();
  }

  private static void withAnUnknownPhoto(Route route) {
    JsonObject body = new JsonObject(route.request().postData()).put("photoId", "ph_unknown");
    route.resume(new Route.ResumeOptions().setPostData(body.encode()));
  }

  @Test
  void forgetsTheCardThatWasTypedOnceAReviewerDecides() {
    KioskTour.heldForItsCard(kiosk);
    page.locator("[data-click=remedy][value=PRESENT_ORIGINAL_CARD]").click();
    page.locator("#remedy").fill("tok_typed");
    assertThat(kept()).contains("tok_typed");

    Http reviewer = Http.of(SHOP.nodes().config("store-a"), "reviewer");
    String id =
        new JsonObject(reviewer.get("/api/v1/transactions?status=HELD&limit=1").body())
            .getJsonArray("items")
            .getJsonObject(0)
            .getJsonObject("transaction")
            .getString("id");
    assertThat(
            reviewer
                .post("/api/v1/transactions/" + id + "/decision", "{\"outcome\":\"DECLINE\"}")
                .status())
        .isEqualTo(200);

    assertThat(page.locator("#remedy")).hasCount(0);
    assertThat(kept()).doesNotContain("tok_typed");
  }

  private String kept() {
    return (String) page.evaluate("JSON.stringify(sessionStorage)");
  }
}
