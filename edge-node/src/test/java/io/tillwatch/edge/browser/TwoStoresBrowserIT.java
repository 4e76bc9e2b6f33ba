package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kiosks and dashboards of two stores in a browser: what one store does, the other sees. */
class TwoStoresBrowserIT {
  private static final io.tillwatch.edge.web.access.Page DASH =
      io.tillwatch.edge.web.access.Page.DASH;
  private static final io.tillwatch.edge.web.access.Page KIOSK =
      io.tillwatch.edge.web.access.Page.KIOSK;

  /** An act can be taken back for ten seconds. */
  private static final double SENT_WITHIN_MILLIS = 20_000;

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a", "store-b");

  @Test
  void showsOnDashboardAWithoutReloadThatAReturnWithoutPhotoWasBlockedOnKioskB() {
    // Given a dashboard at A, and a sale at A with a photo
    Page dashboard = dashboard("store-a");
    String receipt = sell("CHRIS_001", "tok_chris");
    dashboard.evaluate("window.neverReloaded = true");

    // When somebody else wants the money at B, without a photo
    KioskScreen kiosk = kiosk("store-b");
    kiosk.bringBack(receipt, "Gaming Laptop");
    kiosk.customer("FRAUDSTER_001");
    kiosk.card("tok_fraud");
    kiosk.requestRefund();

    // Then the customer hears neutral words, and A's dashboard shows the alert by itself
    kiosk.heading("We can't complete this return here").waitFor();
    assertThat(kiosk.page().getByText("No verified face photo").first()).not().isVisible();
    Locator alert = dashboard.locator("tw-alert-list a").filter(containing("FRAUDSTER_001"));
    assertThat(alert).containsText("Blocked");
    assertThat(alert).containsText("Store A → Store B");
    assertThat(dashboard.evaluate("window.neverReloaded")).isEqualTo(true);

    // And the alert puts both transactions side by side and shows the photo on request
    alert.click();
    Locator sheet = dashboard.locator("dialog.sheet");
    assertThat(sheet.locator("table.comparison")).containsText("CHRIS_001");
    assertThat(sheet.locator("table.comparison tr.differs").first()).containsText("another store");
    sheet.getByText("Show the photos").click();
    sheet.locator("canvas").waitFor();
    AxeCheck.passes("an alert's sheet", dashboard);

    // And a reviewer's act closes it, once it can be taken back no more
    sheet.getByLabel("Why").fill("found receipt");
    sheet
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Fraud").setExact(true))
        .click();
    assertThat(dashboard.locator("tw-outbox-bar li")).containsText("Take back");
    assertThat(dashboard.locator("tw-outbox-bar li"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(SENT_WITHIN_MILLIS));
    assertThat(dashboard.locator("tw-alert-list a").filter(containing("FRAUDSTER_001")))
        .hasCount(0);
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  @Test
  void tellsTheWaitingKioskAtOnceThatAReviewerApprovedTheReturn() {
    // Given a return that is held: its sale at the same store has a photo, it has none
    Page dashboard = dashboard("store-a");
    String receipt = sell("HANNAH_1", "tok_hannah");
    KioskScreen kiosk = kiosk("store-a");
    kiosk.bringBack(receipt, "Gaming Laptop");
    kiosk.customer("HANNAH_1");
    kiosk.card("tok_hannah");
    kiosk.requestRefund();
    kiosk.heading("Please wait").waitFor();

    // When a reviewer approves it on the dashboard
    Locator held = dashboard.locator("tw-held-list li").filter(containing("HANNAH_1"));
    held.getByPlaceholder("Why").fill("knows the customer");
    held.getByText("Approve").click();

    // Then the kiosk changes by itself
    kiosk.heading("Return accepted").waitFor();
    assertThat(held).hasCount(0);
  }

  @Test
  void paysTheCashOfAnApprovedReturnOut() {
    // Given a return in cash that is held and says what recalls it
    Page dashboard = dashboard("store-a");
    KioskScreen sale = kiosk("store-a");
    sale.add("Gaming Laptop");
    sale.customer("CASHIA_1");
    sale.choose("Cash");
    sale.photoOf("CASHIA_1");
    sale.pay();
    KioskScreen kiosk = kiosk("store-a");
    kiosk.bringBack(sale.receiptNumber(), "Gaming Laptop");
    kiosk.customer("CASHIA_1");
    kiosk.choose("Cash");
    kiosk.requestRefund();
    kiosk.heading("Please wait").waitFor();
    assertThat(kiosk.page().locator(".receipt-number"))
        .hasText(Pattern.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}$"));

    // When a reviewer approves it, and the cash leaves the drawer
    Locator held = dashboard.locator("tw-held-list li").filter(containing("CASHIA_1"));
    held.getByPlaceholder("Why").fill("knows the customer");
    held.getByText("Approve").click();
    assertThat(kiosk.page().locator(".amount"))
        .containsText(
            "to be paid",
            new LocatorAssertions.ContainsTextOptions().setTimeout(SENT_WITHIN_MILLIS));
    kiosk.button("Cash is paid out").click();

    // Then it is refunded, and cannot be paid again
    assertThat(kiosk.page().locator(".amount")).containsText("refunded");
    assertThat(kiosk.button("Cash is paid out")).hasCount(0);
  }

  @Test
  void doesTheBlockedReturnAgainWithThePhotoThatItLacked() {
    // Given a return at B that lacks its photo
    String receipt = sell("PAULA_7", "tok_paula");
    KioskScreen kiosk = kiosk("store-b");
    kiosk.bringBack(receipt, "Gaming Laptop");
    kiosk.card("tok_paula");
    kiosk.requestRefund();
    kiosk.heading("We can't complete this return here").waitFor();

    // When the photo is taken after all
    kiosk.button("Take a photo and try again").click();
    kiosk.choose("Demo person");
    kiosk.page().getByLabel("Name of the demo person").fill("PAULA_7");
    kiosk.booth("Take photo").click();
    kiosk.booth("Use this photo").click();

    // Then the same visit ends well
    kiosk.heading("Return accepted").waitFor();
  }

  private static String sell(String customer, String card) {
    KioskScreen kiosk = kiosk("store-a");
    kiosk.add("Gaming Laptop");
    kiosk.customer(customer);
    kiosk.card(card);
    kiosk.photoOf(customer);
    kiosk.pay();
    String receipt = kiosk.receiptNumber();
    kiosk.page().context().close();
    return receipt;
  }

  private static KioskScreen kiosk(String store) {
    return SHOP.kiosk(store);
  }

  private static Page dashboard(String store) {
    Page page = SHOP.open(store, DASH);
    page.locator(".feed-state.live").waitFor();
    assertThat(page).hasURL(Pattern.compile("^http://[^#]*$"));
    return page;
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
