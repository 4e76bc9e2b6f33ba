package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.web.Http;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One person after the other at the kiosk: their language, their time, and what stays of them. */
class KioskVisitIT {
  private static final io.tillwatch.edge.web.access.Page KIOSK =
      io.tillwatch.edge.web.access.Page.KIOSK;
  private static final long SECOND = 1_000;

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void asksWhoIsIdleAndForgetsEverythingOfWhoLeft() {
    // Given somebody with goods, a number and a card in the basket
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    kiosk.add("Gaming Laptop");
    kiosk.customer("SECRET_CUSTOMER");
    kiosk.card("secret_token");

    // When a minute passes without a touch, then the kiosk asks, and gives more time
    page.clock().runFor(58 * SECOND);
    assertThat(kiosk.heading("Are you still there?")).hasCount(0);
    page.clock().runFor(3 * SECOND);
    assertThat(kiosk.heading("Are you still there?")).isVisible();
    AxeCheck.passes("idle question", page);
    kiosk.button("More time").click();
    assertThat(kiosk.heading("Are you still there?")).hasCount(0);
    assertThat(page.locator("tw-basket .line")).hasCount(1);

    // And when nobody answers for 20 s, it welcomes the next one and knows nothing of this one
    page.clock().runFor(61 * SECOND);
    assertThat(kiosk.heading("Are you still there?")).isVisible();
    page.clock().runFor(20 * SECOND);
    assertThat(page.locator("tw-attract")).isVisible();
    assertNothingIsLeft(page, "SECRET_CUSTOMER", "secret_token");
    page.goBack();
    page.goForward();
    assertThat(page.locator("tw-attract")).isVisible();
    assertNothingIsLeft(page, "SECRET_CUSTOMER", "secret_token");

    // And whoever comes begins with an empty basket
    kiosk.button("English").click();
    assertThat(page.locator("tw-basket .line")).hasCount(0);
    assertThat(page.getByLabel("Customer number")).hasValue("");
  }

  @Test
  void forgetsTheReceiptOnTheScreenAndWhatTheBackKeyBrings() {
    // Given a sale whose receipt is on the screen
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    kiosk.add("Cotton T-Shirt");
    kiosk.card("secret_token");
    kiosk.pay();
    String receipt = kiosk.receiptNumber();

    // When the customer walks away
    page.clock().runFor(61 * SECOND);
    page.clock().runFor(21 * SECOND);

    // Then the receipt is neither on the page nor kept
    assertThat(page.locator("tw-attract")).isVisible();
    assertNothingIsLeft(page, receipt, "secret_token");
  }

  @Test
  void forgetsTheNameAndThePinThatStaffTypedAndLeft() {
    // Given a receipt, under which a member of staff typed name and PIN and was called away
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    sellAndOpenStaffPanel(kiosk);
    page.locator("#staff-name").fill("SECRET_ANN");
    page.locator("#staff-pin").fill("271828");

    // When nobody comes back and the next customer buys something
    page.clock().runFor(61 * SECOND);
    page.clock().runFor(21 * SECOND);
    kiosk.button("English").click();
    sellAndOpenStaffPanel(kiosk);

    // Then neither is there any more
    assertNothingIsLeft(page, "SECRET_ANN", "271828");
  }

  @Test
  void showsNothingOfWhoWasThereWhenTheKioskWasSignedOut() {
    // Given somebody with goods and a number at a kiosk whose session ends
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    kiosk.add("Gaming Laptop");
    kiosk.customer("SECRET_CUSTOMER");
    page.context().clearCookies();
    kiosk.choose("Return");
    page.getByLabel("Receipt number").fill("R-1");
    kiosk.button("Find receipt").click();
    assertThat(page.getByText("Your session has ended")).isVisible();

    // When it is signed in again two minutes later, and somebody else comes
    page.clock().fastForward(120 * SECOND);
    page.locator("#key").fill(Http.keyOf(SHOP.nodes().config("store-a"), "kiosk"));
    kiosk.button("Sign in").click();
    kiosk.button("English").click();

    // Then the basket is empty
    assertThat(kiosk.heading("Choose the goods")).isVisible();
    assertThat(page.locator("tw-basket .line")).hasCount(0);
    assertNothingIsLeft(page, "SECRET_CUSTOMER");
  }

  @Test
  void doesNotTakeUpAVisitThatIsLongOver() {
    // Given a basket, and a page that is closed before its minute is over
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();
    kiosk.add("Cotton T-Shirt");
    kiosk.customer("SECRET_CUSTOMER");
    String saved = (String) page.evaluate("sessionStorage.getItem('tillwatch.visit')");
    assertThat(saved).contains("SECRET_CUSTOMER");

    // When it is opened again two minutes later
    page.evaluate("sessionStorage.setItem('tillwatch.seen', String(Date.now() - 120_000))");
    page.reload();

    // Then it welcomes the next one
    assertThat(page.locator("tw-attract")).isVisible();
    assertNothingIsLeft(page, "SECRET_CUSTOMER");
  }

  @Test
  void neverShowsWhoBoughtToWhoHoldsTheReceipt() {
    // Given a receipt of somebody's purchase
    KioskScreen sale = kiosk();
    sale.add("Gaming Laptop");
    sale.page().getByLabel("Serial number").fill("SN-PURCHASED");
    sale.customer("PURCHASER_9");
    sale.card("tok_purchaser");
    sale.pay();
    String receipt = sale.receiptNumber();

    // When somebody brings it back
    KioskScreen kiosk = kiosk();
    kiosk.bringBack(receipt, "Gaming Laptop");

    // Then the purchaser's numbers are nowhere, and the article's is to be read off it
    assertThat(kiosk.page().getByLabel("Customer number")).hasValue("");
    assertThat(kiosk.page().getByLabel("Serial number on the article")).hasValue("");
    assertNothingIsLeft(kiosk.page(), "PURCHASER_9", "tok_purchaser", "SN-PURCHASED");
  }

  @Test
  void takesUpBasketAndReceiptAndReturnAfterAReload() {
    // Given a half-filled basket in German
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    kiosk.add("Cotton T-Shirt");
    kiosk.customer("RELOAD_1");
    kiosk.card("tok_reload");
    page.getByLabel("Language").selectOption("de");

    // When the page is reloaded, then it goes on, and so does the receipt after the payment
    page.reload();
    assertThat(page.getByText("Baumwoll-T-Shirt").first()).isVisible();
    assertThat(page.getByLabel("Kundennummer")).hasValue("RELOAD_1");
    page.getByLabel("Sprache").selectOption("en");
    kiosk.pay();
    String receipt = kiosk.receiptNumber();
    page.reload();
    assertThat(page.locator(".receipt-number")).hasText(receipt);

    // And the return of that receipt, too
    kiosk.button("Next sale").click();
    kiosk.bringBack(receipt, "Cotton T-Shirt");
    page.reload();
    assertThat(page.locator("tw-return-desk .mono")).hasText(receipt);
    assertThat(page.locator("tw-return-desk output")).hasText("1");
  }

  @Test
  void finishesOnceAfterAReloadWhatWasSentAndNotAnswered() {
    // Given a sale whose answer does not come
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    List<String> keys = new ArrayList<>();
    List<Route> waiting = new ArrayList<>();
    page.route(
        "**/api/v1/sales",
        route -> {
          keys.add(route.request().headerValue("Idempotency-Key"));
          waiting.add(route);
        });
    kiosk.add("Cotton T-Shirt");
    kiosk.card("tok_pending");
    kiosk.pay();
    kiosk.heading("One moment").waitFor();
    page.waitForCondition(() -> keys.size() == 1);

    // When the page is reloaded and the node answers
    page.reload();
    page.waitForCondition(() -> keys.size() == 2);
    waiting.get(1).resume();

    // Then it was the same sale
    assertThat(kiosk.receiptNumber()).isNotBlank();
    assertThat(keys).containsOnly(keys.get(0));
  }

  @Test
  void speaksFourLanguagesOneOfThemFromTheRight() {
    // Given a kiosk with a laptop in the basket
    Page page = SHOP.chromium().page(820, 1180, ColorScheme.LIGHT);
    page.navigate(SHOP.nodes().node("store-a").link(KIOSK).toString());
    new KioskScreen(page).add("Gaming Laptop");
    for (String[] language :
        new String[][] {
          {"es", "Elija los artículos", "ltr"},
          {"de", "Artikel auswählen", "ltr"},
          {"ar", "اختر السلع", "rtl"}
        }) {
      // When a language is chosen, then all of it is, in its direction
      page.locator("select.language").selectOption(language[0]);
      assertThat(page.getByText(language[1])).isVisible();
      assertThat(page.locator("html")).hasAttribute("lang", language[0]);
      assertThat(page.locator("html")).hasAttribute("dir", language[2]);
    }
  }

  @Test
  void keepsTheSignOfMoneyBeforeItsDigitsAmongWordsFromTheRight() {
    // Given an Arabic kiosk with a shirt in the basket
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    kiosk.add("Cotton T-Shirt");
    page.locator("select.language").selectOption("ar");

    // When amounts stand alone, and within a sentence and on a key
    assertThat(page.locator(".finish")).containsText("$29.99");

    // Then each of them is written the same way
    assertThat((List<?>) page.evaluate(SIGNS_BEHIND)).isEmpty();
  }

  /** Amounts that are seen with their sign at the right of the digits. */
  private static final String SIGNS_BEHIND =
      """
      () => {
        const left = (node, at) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().left;
        };
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const wrong = [];
        while (texts.nextNode()) {
          const node = texts.currentNode;
          for (const { index } of node.data.matchAll(/\\$(?=\\d)/g))
            if (left(node, index) > left(node, index + 1)) wrong.push(node.data.trim());
        }
        return wrong;
      }""";

  @Test
  void welcomesInEveryLanguageWhenNobodyIsThere() {
    // Given a kiosk that nobody touches
    KioskScreen kiosk = kioskWithClock();
    Page page = kiosk.page();

    // When a minute passes, then it does not ask, it welcomes
    page.clock().runFor(61 * SECOND);
    assertThat(page.locator("tw-attract button")).hasCount(4);
    AxeCheck.passes("attract screen", page);
    page.reload();
    assertThat(page.locator("tw-attract button")).hasCount(4);

    // And a touch begins in that language
    Locator spanish = kiosk.button("Español");
    spanish.click();
    assertThat(kiosk.heading("Elija los artículos")).isVisible();
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  private static void sellAndOpenStaffPanel(KioskScreen kiosk) {
    kiosk.add("Cotton T-Shirt");
    kiosk.card("tok_left");
    kiosk.pay();
    kiosk.receiptNumber();
    kiosk.page().locator("tw-staff-panel summary").click();
  }

  private static void assertNothingIsLeft(Page page, String... secrets) {
    String everything =
        (String)
            page.evaluate(
                """
                () => document.documentElement.outerHTML
                  + [...document.querySelectorAll("input, textarea")].map(e => e.value).join()
                  + JSON.stringify(sessionStorage) + JSON.stringify(localStorage)
                  + JSON.stringify(history.state) + location.href + document.cookie""");
    assertThat(everything).doesNotContain(secrets);
  }

  /** A kiosk whose clock the test moves on. */
  private static KioskScreen kioskWithClock() {
    Page page = SHOP.chromium().till();
    page.clock().install();
    page.navigate(SHOP.nodes().node("store-a").link(KIOSK).toString());
    return new KioskScreen(page);
  }

  private static KioskScreen kiosk() {
    return SHOP.kiosk("store-a");
  }
}
