package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.tillwatch.edge.web.Http;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The return desk: what it offers first, and the reference that recalls a return. */
class KioskReturnIT {
  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void offersTheTenderThatPaidFirstAndTheOnlyLineChosen() {
    // Given a shirt that was paid in cash
    KioskScreen sale = kiosk();
    sale.add("Cotton T-Shirt");
    sale.choose("Cash");
    sale.pay();
    String receipt = sale.receiptNumber();

    // When its receipt is opened
    KioskScreen kiosk = kiosk();
    kiosk.choose("Return");
    kiosk.page().getByLabel("Receipt number").fill(receipt);
    kiosk.button("Find receipt").click();

    // Then cash stands first and is chosen, and so is the only article
    Locator tenders = kiosk.page().locator("input[name=tender]");
    assertThat(tenders.first()).hasValue("CASH");
    assertThat(tenders.first()).isChecked();
    assertThat(kiosk.page().getByText("As it was paid: Cash")).isVisible();
    assertThat(kiosk.page().locator("tw-return-desk output")).hasText("1");
    assertThat(kiosk.page().getByText("$29.99 of this receipt can be refunded")).isVisible();
    AxeCheck.passes("return desk", kiosk.page());
  }

  @Test
  void hasTheFieldForTheCardWholeInSightOnAShortScreen() {
    // Given the receipt of a card, at a till on a shelf
    Page page = SHOP.chromium().page(1024, 768, ColorScheme.LIGHT);
    page.navigate(
        SHOP.nodes().node("store-a").link(io.tillwatch.edge.web.access.Page.KIOSK).toString());
    KioskScreen kiosk = new KioskScreen(page);
    kiosk.add("Cotton T-Shirt");
    kiosk.add("Luxury Watch");
    kiosk.card("tok_short");
    assertThat(shownOfCardField(page)).as("in the basket, once it is touched").isEqualTo(1.0);
    kiosk.pay();
    String receipt = kiosk.receiptNumber();
    kiosk.button("Next sale").click();

    // When it is opened for a return, then the field stands there whole before anybody scrolls
    kiosk.bringBack(receipt, "Luxury Watch");
    assertThat(shownOfCardField(page)).as("at the return desk").isEqualTo(1.0);
  }

  /** How much of the field is not hidden behind what stands below, 0..1. */
  private static double shownOfCardField(Page page) {
    Object shown =
        page.evaluate(
            """
            () => {
              const field = document.querySelector("#token").getBoundingClientRect();
              const body = document.querySelector(".pane-body").getBoundingClientRect();
              const seen = Math.min(field.bottom, body.bottom) - Math.max(field.top, body.top);
              return Math.max(0, seen) / field.height;
            }""");
    return ((Number) shown).doubleValue();
  }

  @Test
  void doesNotComeBackToAReceiptWhenThePersonWentOnWithoutIt() {
    // Given a receipt whose look-up takes long
    KioskScreen sale = kiosk();
    sale.add("Cotton T-Shirt");
    sale.choose("Cash");
    sale.pay();
    String receipt = sale.receiptNumber();
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    List<Route> waiting = new ArrayList<>();
    page.route("**/api/v1/receipts/**", waiting::add);
    kiosk.choose("Return");
    page.getByLabel("Receipt number").fill(receipt);
    kiosk.button("Find receipt").click();
    page.waitForCondition(() -> waiting.size() == 1);

    // When the person goes on without it before it is found
    kiosk.button("I have no receipt").click();
    kiosk.heading("What comes back?").waitFor();
    page.waitForResponse("**/api/v1/receipts/**", () -> waiting.get(0).resume());

    // Then they stay where they went
    kiosk.add("Cotton T-Shirt");
    assertThat(page.getByText("Without a receipt")).isVisible();
    assertThat(page.getByText(receipt)).hasCount(0);
  }

  @Test
  void saysASerialNumberOfOneUnitOnly() {
    // Given a sale of an article whose serial number was read
    KioskScreen kiosk = kiosk();
    kiosk.add("Gaming Laptop");
    kiosk.page().getByLabel("Serial number").fill("SN-1");

    // When a second one is added, so that the number is asked for no more
    kiosk.button("One more Gaming Laptop").click();
    kiosk.choose("Cash");
    kiosk.pay();

    // Then the sale goes through without it
    kiosk.receiptNumber();
  }

  @Test
  void recallsAHeldReturnByItsReferenceAfterTheNextCustomer() {
    // Given a return that is held, of a sale with a photo
    KioskScreen sale = kiosk();
    sale.add("Gaming Laptop");
    sale.customer("RECALL_1");
    sale.card("tok_recall");
    sale.photoOf("RECALL_1");
    sale.pay();
    String receipt = sale.receiptNumber();
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    kiosk.bringBack(receipt, "Gaming Laptop");
    kiosk.customer("RECALL_1");
    kiosk.card("tok_recall");
    kiosk.requestRefund();
    kiosk.heading("Please wait").waitFor();
    String reference = page.locator(".receipt-number").textContent().strip();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("svg.barcode")).isVisible();
    assertThat(page.locator(".print-only")).containsText("Gaming Laptop");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

    // When the next customer had their turn, and the reference is keyed in
    kiosk.button("Next return").click();
    page.getByLabel("Receipt number").fill(reference.toLowerCase(Locale.ROOT));
    kiosk.button("Find receipt").click();

    // Then the return is there again, and settles by itself when a reviewer decides
    kiosk.heading("Please wait").waitFor();
    assertThat(page.locator(".receipt-number")).hasText(reference);
    Page dashboard = SHOP.open("store-a", io.tillwatch.edge.web.access.Page.DASH);
    Locator held =
        dashboard
            .locator("tw-held-list li")
            .filter(new Locator.FilterOptions().setHasText("RECALL_1"));
    held.getByPlaceholder("Why").fill("knows the customer");
    held.getByText("Approve").click();
    kiosk.heading("Return accepted").waitFor();

    // And the code on the slip, scanned, brings it back as it stands
    kiosk.button("Next return").click();
    HandScanner.at(page).scan(reference);
    kiosk.heading("Return accepted").waitFor();
    assertThat(page.locator(".receipt-number")).hasText(reference);
  }

  @Test
  void offersTheRemediesOnARecalledReturnAsOnTheFirstAnswer() {
    // Given a held return without a photo, of a sale with one
    KioskScreen sale = kiosk();
    sale.add("Gaming Laptop");
    sale.card("tok_remedy");
    sale.photoOf("REMEDY_1");
    sale.pay();
    String receipt = sale.receiptNumber();
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    kiosk.bringBack(receipt, "Gaming Laptop");
    kiosk.customer("REMEDY_CUSTOMER");
    kiosk.card("tok_remedy");
    kiosk.requestRefund();
    kiosk.heading("Please wait").waitFor();
    Locator remedies = page.locator("[data-click=remedy]");
    List<String> offered = remedies.allTextContents();
    String reference = page.locator(".receipt-number").textContent().strip();
    kiosk.button("Next return").click();

    // When it is recalled, then the same is offered
    HandScanner.at(page).scan(reference);
    kiosk.heading("Please wait").waitFor();
    assertThat(remedies).hasText(offered.toArray(String[]::new));

    // And the photo, with the card that this page never had, repeats that return
    kiosk.button("Take a photo and try again").click();
    kiosk.choose("Demo person");
    page.getByLabel("Name of the demo person").fill("REMEDY_1");
    kiosk.booth("Take photo").click();
    kiosk.booth("Use this photo").click();
    page.getByLabel("Card token").fill("tok_remedy");
    String body =
        page.waitForRequest("**/api/v1/returns", () -> kiosk.button("Try again").click())
            .postData();
    assertThat(new JsonObject(body).fieldNames())
        .contains("retryOf", "photoId", "lines")
        .doesNotContain("customerId");
    kiosk.heading("Return accepted").waitFor();

    // And the node knows whose it is, which the page was not told
    String paid =
        Http.of(SHOP.nodes().config("store-a"), "reviewer")
            .get("/api/v1/transactions?customerId=REMEDY_CUSTOMER&status=COMPLETED")
            .body();
    assertThat(paid).contains("\"retryOf\"");
  }

  private static KioskScreen kiosk() {
    return SHOP.kiosk("store-a");
  }
}
