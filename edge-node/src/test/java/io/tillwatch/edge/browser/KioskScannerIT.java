package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hand scanner at the kiosk: heard on every screen, whatever has the focus; presses nothing. */
class KioskScannerIT {
  private static final List<String> SHIRT =
      List.of("SHIRT_001", "shirt_001", "]C1SHIRT_001", "]A0sHIRT_001");

  /** What can have the focus: in the dialog that is open, or on the page. */
  private static final String FOCUSABLE =
      """
      () => [...(document.querySelector("dialog[open]") ?? document)
          .querySelectorAll("button, input, select, summary, a, h1[tabindex]")]
        .filter(e => e.checkVisibility() && !e.disabled && !e.closest("[inert]"))""";

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void takesOneArticlePerScanWhateverHasTheFocusOnTheSale() {
    KioskScreen kiosk = kiosk();
    scansOfAShirtCount(kiosk, kiosk.page().locator("tw-basket output"));
  }

  @Test
  void choosesTheScannedArticleOnTheOpenReceiptUntilNoneIsLeft() {
    // Given a receipt of forty shirts that was scanned
    KioskScreen kiosk = kiosk();
    HandScanner scanner = HandScanner.at(kiosk.page());
    scanner.scan(receiptOfShirts(40));
    kiosk.heading("What comes back?").waitFor();

    // When the shirt is scanned, whatever has the focus, then one more of its line comes back
    int scans = scansCount(kiosk, scanner, kiosk.page().locator("tw-return-desk output"), 40);

    // And what is not on the receipt, or not left on it, is said and changes nothing
    scanner.scan("WATCH_001");
    assertThat(kiosk.page().locator("tw-scan-note [role=status]"))
        .hasText("Luxury Watch is not on this receipt");
    assertThat(kiosk.page().locator("tw-return-desk output")).hasText(String.valueOf(scans));
  }

  @Test
  void opensTheReturnOfAScannedReceiptWhateverHasTheFocusAndKeepsTheBasket() {
    // Given a basket with a watch
    String receipt = receiptOfShirts(1);
    List<String> spellings =
        List.of(
            receipt,
            receipt.toLowerCase(Locale.ROOT),
            "]C1" + receipt,
            "]Q3" + receipt.replace("-", ""));
    KioskScreen kiosk = kiosk();
    HandScanner scanner = HandScanner.at(kiosk.page());
    kiosk.add("Luxury Watch");

    // When the receipt is scanned with the focus on each control in turn
    int controls = focusables(kiosk.page());
    for (int i = 0; i < controls; i++) {
      focus(kiosk.page(), i);
      listenForPresses(kiosk.page());
      scanner.scan(spellings.get(i % spellings.size()));

      // Then its goods are on the screen, nothing was pressed, and the basket is as it was
      kiosk.heading("What comes back?").waitFor();
      assertThat(kiosk.page().locator("tw-return-desk .mono")).hasText(receipt);
      assertThat(kiosk.page().locator("tw-return-desk output")).hasText("1");
      assertThat(presses(kiosk.page())).isEmpty();
      kiosk.button("Start over").click();
      kiosk.choose("Sale");
      assertThat(kiosk.page().locator("tw-basket output")).hasText("1");
    }
  }

  @Test
  void tellsTheNodeThatAReceiptWasScannedAndThatAnotherWasTyped() {
    // Given two receipts of one shirt
    String scanned = receiptOfShirts(1);
    String typed = receiptOfShirts(1);
    KioskScreen kiosk = kiosk();
    HandScanner scanner = HandScanner.at(kiosk.page());
    kiosk.choose("Return");
    kiosk.page().getByLabel("Receipt number").focus();

    // When one is scanned and the other typed into the same field
    scanner.scan(scanned);
    assertThat(entryOfTheReturn(kiosk)).isEqualTo("SCANNED");
    kiosk.button("Next return").click();
    kiosk.page().getByLabel("Receipt number").focus();
    scanner.typeByHand(typed.toLowerCase(Locale.ROOT));
    kiosk.page().keyboard().press("Enter");

    // Then the node hears which is which
    assertThat(entryOfTheReturn(kiosk)).isEqualTo("KEYED");
  }

  @Test
  void leavesWhatAHandTypesInTheField() {
    KioskScreen kiosk = kiosk();
    HandScanner scanner = HandScanner.at(kiosk.page());
    Locator customer = kiosk.page().getByLabel("Customer number");
    customer.focus();

    scanner.typeByHand("SHIRT_001");

    assertThat(customer).hasValue("SHIRT_001");
    assertThat(kiosk.page().locator("tw-basket output")).hasCount(0);
  }

  @Test
  void putsACodeThatIsNoArticleIntoTheFieldThatHasTheFocus() {
    // Given a laptop whose serial number is asked for, half typed by hand
    KioskScreen kiosk = kiosk();
    HandScanner scanner = HandScanner.at(kiosk.page());
    kiosk.add("Gaming Laptop");
    Locator serial = kiosk.page().getByLabel("Serial number");
    serial.focus();

    // When its serial number is scanned
    scanner.scan("SN-00417");

    // Then it stands in the field, once, and nothing was sent
    assertThat(serial).hasValue("SN-00417");
    assertThat(kiosk.heading("Choose the goods")).isVisible();
  }

  @Test
  void keepsZerosAndTheDigitsOfGs1() {
    // Given articles with numbers of digits, two of which differ in zeros alone
    KioskScreen kiosk = kiosk();
    kiosk
        .page()
        .route(
            "**/api/v1/catalog",
            route -> route.fulfill(new Route.FulfillOptions().setBody(DIGITS)));
    kiosk.page().reload();
    kiosk.button("^Trade number").waitFor();
    HandScanner scanner = HandScanner.at(kiosk.page());

    // When they are scanned: as they are, as the longer number, within a code of several fields
    scanner.scan("0042");
    scanner.scan("]C042");
    scanner.scan("]E04006381333931");
    scanner.scan("]C10104006381333931");
    scanner.scan("04006381333931");

    // Then each scan is one of the right article
    Locator lines = kiosk.page().locator("tw-basket .line");
    assertThat(lines).hasCount(3);
    assertThat(line(lines, "Zeros")).hasText("1");
    assertThat(line(lines, "No zeros")).hasText("1");
    assertThat(line(lines, "Trade number")).hasText("3");
  }

  @Test
  void keepsWhatIsScannedWhileASaleIsSentForTheNextCustomer() {
    // Given a sale that is not answered yet
    KioskScreen kiosk = kiosk();
    HandScanner scanner = HandScanner.at(kiosk.page());
    Route[] waiting = new Route[1];
    kiosk.page().route("**/api/v1/sales", route -> waiting[0] = route);
    kiosk.add("Luxury Watch");
    kiosk.card("tok_watch");
    kiosk.pay();
    kiosk.heading("One moment").waitFor();

    // When a shirt is scanned, and the answer comes
    scanner.scan("SHIRT_001");
    assertThat(kiosk.page().locator("tw-scan-note [role=status]")).containsText("Scanned");
    waiting[0].resume();
    kiosk.receiptNumber();

    // Then the receipt stays on the screen, and the shirt is in the next basket
    kiosk.button("Next sale").click();
    assertThat(kiosk.page().locator("tw-basket output")).hasText("1");
    assertThat(kiosk.page().locator("tw-basket .line")).containsText("Cotton T-Shirt");
  }

  @Test
  void beginsTheNextSaleWithTheArticleThatIsScannedOnTheReceiptScreen() {
    KioskScreen kiosk = kiosk();
    HandScanner scanner = HandScanner.at(kiosk.page());
    kiosk.add("Luxury Watch");
    kiosk.card("tok_watch");
    kiosk.pay();
    kiosk.receiptNumber();
    listenForPresses(kiosk.page());

    scanner.scan("shirt_001");

    assertThat(kiosk.page().locator("tw-basket .line")).hasCount(1);
    assertThat(kiosk.page().locator("tw-basket .line")).containsText("Cotton T-Shirt");
    assertThat(presses(kiosk.page())).isEmpty();
  }

  private static final String DIGITS =
      """
      {"currency":"USD","items":[
        {"sku":"0042","description":"Zeros","category":"APPAREL","priceMinor":100},
        {"sku":"42","description":"No zeros","category":"APPAREL","priceMinor":200},
        {"sku":"4006381333931","description":"Trade number","category":"APPAREL","priceMinor":300}]}
      """;

  private static Locator line(Locator lines, String article) {
    return lines
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    lines.page().getByText(article, new Page.GetByTextOptions().setExact(true))))
        .locator("output");
  }

  private static void scansOfAShirtCount(KioskScreen kiosk, Locator quantity) {
    HandScanner scanner = HandScanner.at(kiosk.page());
    scanner.scan(SHIRT.get(0));
    assertThat(quantity).hasText("1");
    scansCount(kiosk, scanner, quantity, Integer.MAX_VALUE);
  }

  /** Scans the shirt with the focus on each control in turn; each scan is one more, once. */
  private static int scansCount(
      KioskScreen kiosk, HandScanner scanner, Locator quantity, int atMost) {
    int before = Integer.parseInt(quantity.textContent());
    int controls = focusables(kiosk.page());
    assertThat(controls).as("controls that can have the focus").isGreaterThan(2);
    for (int i = 0; i < controls; i++) {
      for (String code : SHIRT) {
        if (before == atMost) {
          return before;
        }
        String where = focus(kiosk.page(), i) + " " + code;
        Object value = focusedValue(kiosk.page());
        listenForPresses(kiosk.page());
        scanner.scan(code);
        before += 1;
        assertThat(quantity).hasText(String.valueOf(before));
        assertThat(presses(kiosk.page())).as(where).isEmpty();
        assertThat(focusedValue(kiosk.page())).as(where).isEqualTo(value);
      }
    }
    return before;
  }

  private static int focusables(Page page) {
    return (Integer) page.evaluate("(" + FOCUSABLE + ")().length");
  }

  private static String focus(Page page, int index) {
    return (String)
        page.evaluate(
            "i => { const e = ("
                + FOCUSABLE
                + ")()[i] ?? document.body; e.focus(); return e.outerHTML.slice(0, 120); }",
            index);
  }

  private static Object focusedValue(Page page) {
    return page.evaluate("() => document.activeElement.value ?? null");
  }

  private static void listenForPresses(Page page) {
    page.evaluate(
        """
        () => {
          if (!window.presses) {
            for (const type of ["click", "submit", "change", "toggle"]) {
              addEventListener(type, e => e.target.matches?.("[popover]") || window.presses.push(
                type + " " + e.target.outerHTML?.slice(0, 80)), true);
            }
          }
          window.presses = [];
        }""");
  }

  private static List<?> presses(Page page) {
    return (List<?>) page.evaluate("window.presses");
  }

  private static String receiptOfShirts(int quantity) {
    KioskScreen kiosk = kiosk();
    kiosk.add("Cotton T-Shirt");
    for (int i = 1; i < quantity; i++) {
      kiosk.button("One more Cotton T-Shirt").click();
    }
    kiosk.card("tok_scan");
    kiosk.pay();
    String receipt = kiosk.receiptNumber();
    kiosk.page().context().close();
    return receipt;
  }

  private static String entryOfTheReturn(KioskScreen kiosk) {
    kiosk.card("tok_scan");
    String body = kiosk.page().waitForRequest("**/api/v1/returns", kiosk::requestRefund).postData();
    kiosk.page().locator("tw-outcome h1").waitFor();
    return new io.vertx.core.json.JsonObject(body).getString("entry");
  }

  private static KioskScreen kiosk() {
    return SHOP.kiosk("store-a");
  }
}
