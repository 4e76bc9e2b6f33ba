package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.staff.StaffPins;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One store's kiosk in a browser: its camera, its retries, its words. */
class KioskBrowserIT {
  private static final io.tillwatch.edge.web.access.Page KIOSK =
      io.tillwatch.edge.web.access.Page.KIOSK;

  /** What the page holds: its elements and the browser's storage. */
  private static final String EVERYTHING =
      "document.body.innerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)";

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void saysWhereLinkAndKeyAreAndWhyAKeyIsRefused() {
    // Given a browser that never signed in
    Page page = SHOP.chromium().till();
    page.navigate(SHOP.nodes().config("store-a").http().publicUrl().resolve("/kiosk").toString());

    // When a wrong key is typed
    page.getByLabel("Key").fill("not-a-key");
    page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).click();

    // Then the page says so at the field, and where the right one is
    assertThat(page.locator("#key-error")).containsText("not known");
    assertThat(page.getByText("keys.json")).isVisible();
    AxeCheck.passes("sign-in", page);
  }

  @Test
  void saysInThePlaceOfThePictureWhyThereIsNone() {
    // Given a browser that must not use the camera
    Page page = SHOP.chromium().page(1024, 768, ColorScheme.LIGHT);
    page.addInitScript(
        "navigator.mediaDevices.getUserMedia ="
            + " () => Promise.reject(new DOMException('no', 'NotAllowedError'))");
    page.navigate(SHOP.nodes().node("store-a").link(KIOSK).toString());
    KioskScreen kiosk = new KioskScreen(page);

    // When the booth is opened with it
    kiosk.openBooth();
    kiosk.choose("This device");

    // Then it says why, with nothing before it, and how to go on
    assertThat(page.locator("dialog[open] [role=alert]")).containsText("was not allowed");
    assertThat(page.locator(".finder-frame")).hasCount(0);
    assertThat(kiosk.booth("Go on without a photo")).isInViewport();
    AxeCheck.passes("no camera", page);
  }

  @Test
  void sellsOnceHoweverOftenTheAnswerIsLost() {
    // Given a network that loses the first try's answer and cuts the second's in the middle
    KioskScreen kiosk = kiosk();
    List<String> keys = new ArrayList<>();
    kiosk
        .page()
        .route(
            "**/api/v1/sales",
            route -> {
              keys.add(route.request().headerValue("Idempotency-Key"));
              loseTheAnswer(route, keys.size());
            });

    // When a shirt is sold
    kiosk.add("Cotton T-Shirt");
    kiosk.customer("ONCE_1");
    kiosk.card("tok_once");
    kiosk.pay();
    String receipt = kiosk.receiptNumber();

    // Then all tries had one key, and the store knows one sale, whose receipt is on the screen
    assertThat(keys).hasSize(3).containsOnly(keys.get(0));
    Page dashboard = SHOP.open("store-a", io.tillwatch.edge.web.access.Page.DASH);
    assertThat(
            dashboard
                .locator("tw-transaction-list tbody tr")
                .filter(new Locator.FilterOptions().setHasText("ONCE_1")))
        .hasCount(1);
    assertThat(receipt).isNotBlank();
  }

  @Test
  void showsARefusalAtTheFieldThatCausedIt() {
    // Given a sale with a card number where a token belongs
    KioskScreen kiosk = kiosk();
    kiosk.add("Cotton T-Shirt");
    kiosk.card("4111111111111111");

    // When it is paid
    kiosk.pay();

    // Then the field says what is wrong, has the focus, and the basket is still there
    assertThat(kiosk.page().locator("#token")).hasAttribute("aria-invalid", "true");
    assertThat(kiosk.page().locator("#token")).isFocused();
    assertThat(kiosk.page().locator("tw-basket .line")).hasCount(1);
  }

  @Test
  void showsScoreAndReasonsOnlyToStaffWithTheirPin() throws IOException {
    // Given a member of staff with a PIN, and a sale at a kiosk
    new StaffPins(SHOP.nodes().config("store-a").dataDir(), InstantSource.system())
        .set("ann", "271828");
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    List<String> heard = new ArrayList<>();
    page.onResponse(
        response -> {
          if (response.url().contains("/api/v1/sales")) {
            heard.add(response.text());
          }
        });
    kiosk.add("Cotton T-Shirt");
    kiosk.card("tok_staff");
    kiosk.pay();
    kiosk.receiptNumber();
    Locator panel = page.locator("tw-staff-panel");

    // When a wrong PIN is tried, then the right one
    panel.locator("summary").click();
    Object before = page.evaluate(EVERYTHING);
    enter(panel, "ann", "314159");
    assertThat(panel.locator("#staff-pin-error")).containsText("wrong");
    enter(panel, "ann", "271828");

    // Then the score stands there, and neither before nor in the browser's storage
    assertThat(panel.locator("[data-key=why]")).isVisible();
    assertThat(panel.getByText("Nothing spoke against it")).isVisible();
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).doesNotContain("score").doesNotContain("reasons");
    assertThat(before.toString()).doesNotContain("score").doesNotContain("rulesetVersion");
    AxeCheck.passes("staff panel", page);
    panel.getByText("Hide").click();
    assertThat(panel.locator("[data-key=why]")).hasCount(0);
  }

  @Test
  void letsOnlyStaffChangeTheLaneOnceSomebodyWasServed() throws IOException {
    // Given a fresh kiosk, whose lane whoever signed it in sets without a PIN
    new StaffPins(SHOP.nodes().config("store-a").dataDir(), InstantSource.system())
        .set("bob", "271828");
    KioskScreen kiosk = kiosk();
    Page page = kiosk.page();
    kiosk.button("Lane and cashier").click();
    page.locator("dialog[open] #lane").fill("A-07");
    kiosk.button("^Save$").click();
    assertThat(page.locator(".place")).containsText("Lane A-07");

    // When a customer opens the settings, then there is a question for staff and no field
    page.reload();
    kiosk.button("Lane and cashier").click();
    Locator dialog = page.locator("dialog[open]");
    assertThat(dialog.locator("#lane")).hasCount(0);
    assertThat(dialog.getByText("Sign this kiosk out")).hasCount(0);
    AxeCheck.passes("lane settings, locked", page);
    dialog.locator("#settings-name").fill("bob");
    dialog.locator("#settings-pin").fill("314159");
    kiosk.button("^Change$").click();
    assertThat(dialog.locator("#settings-pin-error")).containsText("wrong");

    // And staff change it by their PIN, and leave the page locked
    dialog.locator("#settings-pin").fill("271828");
    kiosk.button("^Change$").click();
    dialog.locator("#lane").fill("A-08");
    page.waitForResponse(
        answer -> answer.request().method().equals("DELETE"), () -> kiosk.button("^Save$").click());
    assertThat(page.locator(".place")).containsText("Lane A-08");
    kiosk.button("Lane and cashier").click();
    assertThat(dialog.locator("#settings-name")).hasValue("");
    assertThat(dialog.locator("#lane")).hasCount(0);
  }

  private static void enter(Locator panel, String name, String pin) {
    panel.locator("#staff-name").fill(name);
    panel.locator("#staff-pin").fill(pin);
    panel.getByText("Show why").click();
  }

  @Test
  void fitsScreensOfEverySizeWithTargetsThatAFingerHits() {
    for (int[] size :
        new int[][] {
          {390, 844},
          {844, 390},
          {820, 1180},
          {1024, 768},
          {1440, 900},
          {1920, 1080},
          {1080, 1920},
          {3840, 2160}
        }) {
      // Given a basket with an article of a long name
      String where = size[0] + "x" + size[1];
      Page page = SHOP.chromium().page(size[0], size[1], ColorScheme.LIGHT);
      page.route(
          "**/api/v1/catalog",
          route -> {
            String body = route.fetch().text().replace("Leather Jacket", LONG_NAME);
            route.fulfill(new Route.FulfillOptions().setBody(body));
          });
      page.navigate(SHOP.nodes().node("store-a").link(KIOSK).toString());
      KioskScreen kiosk = new KioskScreen(page);
      kiosk.add(LONG_NAME.substring(0, 10));

      // Then each target is large, nothing hangs over, and the photo step is in sight beside it
      assertThat(KioskScreen.smallTargets(page)).as("sale " + where).isEmpty();
      assertNothingHangsOver(page, where);
      if (size[0] >= 820 && size[1] >= 700) {
        assertThat(page.locator(".photo-row button")).isInViewport();
        assertThat(kiosk.button("^Pay ")).isInViewport();
      }

      // And so it is in the dialogs and at the return desk
      kiosk.button("Lane and cashier").click();
      assertThat(KioskScreen.smallTargets(page)).as("settings " + where).isEmpty();
      page.keyboard().press("Escape");
      kiosk.openBooth();
      assertThat(KioskScreen.smallTargets(page)).as("photo booth " + where).isEmpty();
      if (size[1] >= 700) {
        assertThat(kiosk.booth("Take photo")).isInViewport();
      }
      page.keyboard().press("Escape");
      kiosk.choose("Return");
      assertThat(KioskScreen.smallTargets(page)).as("return " + where).isEmpty();
      kiosk.button("I have no receipt").click();
      kiosk.add(LONG_NAME.substring(0, 10));
      assertThat(KioskScreen.smallTargets(page)).as("goods that come back " + where).isEmpty();
      assertNothingHangsOver(page, where);
      for (String language : List.of("de", "ar")) {
        page.locator("select.language").selectOption(language);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(KioskScreen.smallTargets(page)).as(language + " " + where).isEmpty();
        assertNothingHangsOver(page, language + " " + where);
      }
      page.context().close();
    }
  }

  private static final String LONG_NAME =
      "Weatherproof expedition down jacket with detachable storm hood, extra long";

  private static void assertNothingHangsOver(Page page, String where) {
    Object overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assertThat((Integer) overflow).as("hangs over at " + where).isLessThanOrEqualTo(0);
    Object names =
        page.evaluate(
            """
            [...document.querySelectorAll(".name, .line-name")]
              .filter(e => e.scrollWidth > e.clientWidth + 1).length""");
    assertThat((Integer) names).as("names wider than their place at " + where).isZero();
  }

  /** Lets the request reach the node and then cuts the line. */
  private static void loseTheAnswer(Route route, int nthTry) {
    if (nthTry == 1) {
      route.fetch();
      route.abort();
    } else if (nthTry == 2) {
      APIResponse answer = route.fetch();
      String half = answer.text().substring(0, answer.text().length() / 2);
      route.fulfill(new Route.FulfillOptions().setStatus(answer.status()).setBody(half));
    } else {
      route.resume();
    }
  }

  private static KioskScreen kiosk() {
    return SHOP.kiosk("store-a");
  }
}
