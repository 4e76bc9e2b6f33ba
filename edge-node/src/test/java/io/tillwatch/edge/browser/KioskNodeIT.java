package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the kiosk says of its node: that it is silent, and whether the till can go on. */
class KioskNodeIT {
  private static final io.tillwatch.edge.web.access.Page KIOSK =
      io.tillwatch.edge.web.access.Page.KIOSK;
  private static final long SECOND = 1_000;
  private static final String GO_ON = "You can go on";

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void endsARequestAfterFiveSecondsAndSendsItOnceMoreUnderItsKey() {
    // Given a sale that the node does not answer
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    List<String> keys = new CopyOnWriteArrayList<>();
    List<Route> sent = new CopyOnWriteArrayList<>();
    page.route(
        "**/api/v1/sales",
        route -> {
          keys.add(route.request().headerValue("Idempotency-Key"));
          sent.add(route);
        });
    kiosk.add("Cotton T-Shirt");
    kiosk.card("tok_silent");
    kiosk.pay();
    assertThat(kiosk.button("^Stop$")).isVisible();
    page.waitForCondition(() -> keys.size() == 1);

    // When five seconds are over, then it ends, and people choose
    page.clock().runFor(5 * SECOND);
    assertThat(kiosk.heading("We do not know yet")).isVisible();
    assertThat(page.getByText("did not answer within 5 s")).isVisible();
    assertThat(kiosk.button("^Stop")).isVisible();
    AxeCheck.passes("unsure", page);

    // And trying again is the same sale, once
    kiosk.button("Try again").click();
    page.waitForCondition(() -> keys.size() == 2);
    sent.get(1).resume();
    assertThat(kiosk.receiptNumber()).isNotBlank();
    assertThat(keys).hasSize(2).containsOnly(keys.get(0));
  }

  @Test
  void saysWithinEightSecondsThatTheNodeIsSilentAndFinishesWhatWasSentWhenItIsBack() {
    // Given a node that falls silent, as a stopped process does, while a sale is sent
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    List<Route> swallowed = new CopyOnWriteArrayList<>();
    page.route("**/api/**", swallowed::add);
    page.route("**/health/**", swallowed::add);
    kiosk.add("Cotton T-Shirt");
    kiosk.card("tok_stopped");
    kiosk.pay();

    // When eight seconds pass, then the page says so, and what becomes of the sale
    page.clock().runFor(8 * SECOND);
    assertThat(page.locator(".banner")).containsText("Not connected since");
    assertThat(page.locator(".banner")).containsText("finished once");
    assertThat(page.locator("body")).not().containsText(GO_ON);

    // And when the node is back, the sale is finished without a touch
    page.unroute("**/api/**");
    page.unroute("**/health/**");
    page.clock().runFor(8 * SECOND);
    assertThat(kiosk.heading("Thank you")).isVisible();
    assertThat(page.locator(".banner")).hasCount(0);
  }

  @Test
  void doesNotSayThatTheTillCanGoOnWhileItCannot() {
    // Given a basket, and a node that is gone
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    kiosk.add("Cotton T-Shirt");
    page.route("**/health/**", Route::abort);
    page.clock().runFor(8 * SECOND);

    // Then it says what can be done, and paying is not offered
    assertThat(page.locator(".banner")).containsText("Not connected since");
    assertThat(page.locator(".banner")).containsText("Paying and returns wait");
    assertThat(page.locator("body")).not().containsText(GO_ON);
    assertThat(kiosk.button("^Pay ")).isDisabled();
    AxeCheck.passes("not connected", page);

    // When it answers, but cannot keep what is sold, then it says that
    page.unroute("**/health/**");
    page.route(
        "**/health/**",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}")));
    page.clock().runFor(6 * SECOND);
    assertThat(page.locator(".banner")).containsText("cannot record anything");
    assertThat(page.locator("body")).not().containsText(GO_ON);

    // And when it can, paying is offered again
    page.unroute("**/health/**");
    page.clock().runFor(6 * SECOND);
    assertThat(kiosk.button("^Pay ")).isEnabled();
    assertThat(page.locator(".banner")).hasCount(0);
  }

  private static KioskScreen kioskWithClock() {
    Page page = SHOP.chromium().till();
    page.clock().install();
    page.navigate(SHOP.nodes().node("store-a").link(KIOSK).toString());
    return new KioskScreen(page);
  }
}
