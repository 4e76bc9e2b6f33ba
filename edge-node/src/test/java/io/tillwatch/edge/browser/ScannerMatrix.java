package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.tillwatch.edge.support.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Scans one code on one screen with the focus on one kind of control, and sees that it was one
 * right line and pressed nothing. The page's catalogue also has articles whose numbers are digits.
 */
final class ScannerMatrix {
  /** What can have the focus; in the dialog that is open, or on the page. */
  static final List<String> FOCUSES =
      List.of("nothing", "input:not([type=radio])", "button", "[type=radio]", "select", "summary");

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final String SHIRT = "Cotton T-Shirt";
  private static final JsonArray DIGITS =
      new JsonArray(
          """
          [{"sku":"0042","description":"Zeros","category":"APPAREL","priceMinor":100},
           {"sku":"42","description":"No zeros","category":"APPAREL","priceMinor":200},
           {"sku":"4006381333931","description":"Trade number","category":"APPAREL",
            "priceMinor":300}]""");

  /**
   * A code as a scanner sends it.
   *
   * @param article the line that it is; null: it is the receipt
   */
  record Code(String sent, String article) {}

  private final Page page;
  private final HandScanner scanner;
  private final String receipt;

  /**
   * A page of a signed-in kiosk.
   *
   * @param receipt of one shirt
   */
  ScannerMatrix(Page page, String receipt) {
    this.page = page;
    this.receipt = receipt;
    this.scanner = HandScanner.at(page);
  }

  /** Every spelling of an article's and of the receipt's number. */
  List<Code> codes() {
    return List.of(
        new Code("SHIRT_001", SHIRT),
        new Code(receipt, null),
        new Code("shirt_001", SHIRT),
        new Code("0042", "Zeros"),
        new Code("]C1" + receipt, null),
        new Code("]C042", "No zeros"),
        new Code("]A0sHIRT_001", SHIRT),
        new Code("04006381333931", "Trade number"),
        new Code(receipt.toLowerCase(Locale.ROOT), null),
        new Code("]C10104006381333931", "Trade number"),
        new Code("]E04006381333931", "Trade number"),
        new Code("]C1SHIRT_001", SHIRT),
        new Code("]Q3" + receipt.replace("-", ""), null),
        new Code("]d201040063813339311727123110LOT7", "Trade number"));
  }

  /** Scans and checks; false where the screen has no such control. */
  boolean scan(KioskStop stop, String focus, Code code) {
    stop.show(page, "en", this::withDigits);
    if (!focus(focus)) {
      return false;
    }
    String where = stop + ", focus on " + focus + ", " + code.sent();
    Object value = focusedValue();
    listenForPresses();
    scanner.scan(code.sent());
    assertThat(presses()).as(where).isEmpty();
    // read once: the answer to a scanned receipt may take the field away at any moment
    Object after = focusedValue();
    if (after != null && value != null) {
      assertThat(after).as(where).isEqualTo(value);
    }
    assertThat(page.locator("dialog.idle[open]")).hasCount(0);
    if (code.article() == null) {
      seesTheReceipt(stop);
    } else {
      seesTheArticle(stop, code.article());
    }
    return true;
  }

  private void seesTheReceipt(KioskStop stop) {
    if (stop.takes() == KioskStop.Takes.LATER) {
      isKeptForLater();
    }
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("What comes back?"))
        .waitFor();
    assertThat(page.locator("tw-return-desk .mono")).hasText(receipt);
    // whoever holds other goods brings those back, and not the only ones on it
    boolean holdsOthers = stop.takes() == KioskStop.Takes.LOOSE && stop.lines() > 0;
    assertThat(page.locator("tw-return-desk output")).hasText(holdsOthers ? "0" : "1");
    assertThat(page.locator("tw-return-desk .notice")).hasCount(holdsOthers ? stop.lines() : 0);
  }

  private void seesTheArticle(KioskStop stop, String article) {
    switch (stop.takes()) {
      case BASKET -> isOneLine("tw-basket .line", article, stop.lines() + 1);
      case NEXT_SALE -> isOneLine("tw-basket .line", article, 1);
      case LOOSE -> isOneLine("tw-return-desk .line", article, stop.lines() + 1);
      case RECEIPT -> isOnTheReceipt(article);
      case LATER -> {
        isKeptForLater();
        isOneLine("tw-basket .line", article, 1);
      }
    }
  }

  private void isOneLine(String lines, String article, int all) {
    assertThat(page.locator(lines)).hasCount(all);
    assertThat(line(lines, article).locator("output")).hasText("1");
  }

  /** Only the shirt is on it; of another article it is said, and nothing changes. */
  private void isOnTheReceipt(String article) {
    String lines = "tw-return-desk .return-line";
    boolean there = article.equals(SHIRT);
    assertThat(line(lines, SHIRT).locator("output")).hasText(there ? "1" : "0");
    assertThat(page.locator(lines)).hasCount(2);
    if (!there) {
      assertThat(page.locator("tw-scan-note [role=status]"))
          .hasText(article + " is not on this receipt");
    }
  }

  /** It is said at once; then what was sent is answered, and the next customer begins. */
  private void isKeptForLater() {
    assertThat(page.locator("tw-scan-note [role=status]")).containsText("Scanned");
    page.unroute("**/api/v1/sales");
    Locator again = page.locator("[data-click=sendAgain]");
    Locator next = page.locator("[data-click=next]");
    // a try that was cut may end late, and the page waits by this clock before the next one
    Await.until(
        "it is answered",
        PATIENCE,
        TICK,
        () -> {
          if (again.isVisible()) {
            again.click();
          }
          page.clock().runFor(TICK.toMillis());
          return next.isVisible();
        });
    next.click();
  }

  private Locator line(String lines, String article) {
    return page.locator(lines)
        .filter(
            new Locator.FilterOptions()
                .setHas(page.getByText(article, new Page.GetByTextOptions().setExact(true))));
  }

  private void withDigits(Page any) {
    any.route(
        "**/api/v1/catalog",
        route -> {
          JsonObject catalog = new JsonObject(route.fetch().text());
          catalog.getJsonArray("items").addAll(DIGITS);
          route.fulfill(new Route.FulfillOptions().setBody(catalog.encode()));
        });
  }

  private boolean focus(String what) {
    return (Boolean)
        page.evaluate(
            """
            what => {
              const scope = document.querySelector("dialog[open]") ?? document;
              if (what === "nothing") return document.activeElement.blur() ?? true;
              const found = [...scope.querySelectorAll(what)]
                .find(e => e.checkVisibility() && !e.disabled && !e.closest("[inert]"));
              found?.focus();
              return found === document.activeElement;
            }""",
            what);
  }

  private Object focusedValue() {
    return page.evaluate("() => document.activeElement.value ?? null");
  }

  private void listenForPresses() {
    page.evaluate(
        """
        () => {
          window.presses = [];
          for (const type of ["click", "submit", "change", "toggle"]) {
            const note = e => window.presses.push(type + " " + e.target.outerHTML?.slice(0, 80));
            addEventListener(
              type, e => e.target.matches?.("[popover], dialog") || note(e), true);
          }
        }""");
  }

  private List<?> presses() {
    return (List<?>) page.evaluate("window.presses ?? []");
  }
}
