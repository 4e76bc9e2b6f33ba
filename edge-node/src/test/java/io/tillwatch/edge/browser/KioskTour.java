package io.tillwatch.edge.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.tillwatch.edge.browser.KioskStop.Takes;
import io.tillwatch.edge.support.Await;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Leads once through the kiosk, by hand, and gives each of its screens so that tests go there
 * directly. The page's clock is the test's.
 */
final class KioskTour {
  private static final long SECOND = 1_000;
  private static final Consumer<Page> NOTHING = page -> {};
  private static final Consumer<Page> PAY = page -> page.locator(".finish").click();

  private final List<KioskStop> stops = new ArrayList<>();
  private final KioskScreen kiosk;
  private final Page page;

  private KioskTour(KioskScreen kiosk) {
    this.kiosk = kiosk;
    this.page = kiosk.page();
  }

  /** Every screen that a signed-in kiosk shows. */
  static List<KioskStop> of(KioskScreen kiosk) {
    KioskTour tour = new KioskTour(kiosk);
    tour.sale();
    tour.theReturn();
    return List.copyOf(tour.stops);
  }

  /** The receipt of a shirt that this kiosk sells. */
  static String shirtSold(KioskScreen kiosk) {
    kiosk.add("Cotton T-Shirt");
    kiosk.choose("Cash");
    kiosk.pay();
    return kiosk.receiptNumber();
  }

  private void sale() {
    String empty = kept();
    // a string within a string: its quotes are escaped
    String left = empty.replace("attracting\\\":false", "attracting\\\":true");
    add("welcome", left, Takes.BASKET).at("tw-attract");
    add("sale", empty, Takes.BASKET).at("tw-catalogue");
    kiosk.add("Gaming Laptop");
    kiosk.add("Luxury Watch");
    kiosk.card("tok_tour");
    String basket = kept();
    add("basket", basket, Takes.BASKET).beside(2).at("tw-basket .line");
    add("photo booth", basket, Takes.BASKET)
        .beside(2)
        .by(click("[data-click=photo]"))
        .at("tw-photo-booth dialog[open]");
    add("lane settings", basket, Takes.BASKET)
        .beside(2)
        .by(click("[data-click=settings]"))
        .at("dialog.settings[open]");
    add("idle question", basket, Takes.BASKET)
        .beside(2)
        .by(loaded("tw-basket .line").andThen(pass(61)))
        .at("dialog.idle[open]");
    add("not connected", basket, Takes.BASKET)
        .beside(2)
        .after(route -> route.route("**/health/**", Route::abort))
        .by(loaded("tw-basket .line").andThen(pass(9)))
        .at(".banner");
    add("sending", basket, Takes.LATER).after(KioskTour::cutSales).by(PAY).at("[data-key=sending]");
    add("unsure", basket, Takes.LATER)
        .after(KioskTour::cutSales)
        .by(PAY.andThen(loaded("[data-key=sending]")).andThen(passUntil("[data-key=unsure]")))
        .at("[data-key=unsure]");
    kiosk.pay();
    kiosk.receiptNumber();
    add("receipt of a sale", kept(), Takes.NEXT_SALE).at("tw-outcome h1");
  }

  private void theReturn() {
    kiosk.button("Next sale").click();
    kiosk.choose("Return");
    add("receipt finder", kept(), Takes.LOOSE).at("tw-receipt-finder input");
    kiosk.button("I have no receipt").click();
    kiosk.add("Luxury Watch");
    add("goods without a receipt", kept(), Takes.LOOSE).beside(1).at("tw-return-desk .line");
    kiosk.button("Start over").click();
    String receipt = bought(kiosk, "tok_tour", "Luxury Watch", "Cotton T-Shirt", "Cotton T-Shirt");
    kiosk.openReceipt(receipt);
    add("open receipt", kept(), Takes.RECEIPT).at("tw-return-desk .return-line");
    bringBackTheShirt();
    add("accepted return", kept(), Takes.LOOSE).at("tw-outcome h1");
    kiosk.button("Next return").click();
    kiosk.openReceipt(receipt);
    bringBackTheShirt();
    String blocked = kept();
    add("refused return", blocked, Takes.LOOSE).at("tw-outcome .slip");
    kiosk.button("Next return").click();
    held();
    add("held return", kept(), Takes.LOOSE).at("tw-outcome .keys");
    add("staff panel", kept(), Takes.LOOSE).by(click("tw-staff-panel summary")).at("#staff-pin");
    add("supervisor's word", kept(), Takes.LOOSE)
        .by(click("[data-click=remedy][value=SUPERVISOR]"))
        .at("#supervisor-pin");
    kiosk.button("Next return").click();
    heldForItsCard(kiosk);
    // a token would be answered, and that would end it
    add("original card", kept(), Takes.LOOSE)
        .after(route -> route.route("**/api/v1/returns", KioskTour::withACardNumber))
        .by(click("[data-click=remedy][value=PRESENT_ORIGINAL_CARD]"))
        .at("#remedy");
  }

  /** The receipt of goods that a card paid for. */
  private static String bought(KioskScreen kiosk, String token, String... articles) {
    kiosk.choose("Sale");
    for (String article : articles) {
      kiosk.add(article);
    }
    kiosk.card(token);
    kiosk.pay();
    String receipt = kiosk.receiptNumber();
    kiosk.button("Next sale").click();
    return receipt;
  }

  private void bringBackTheShirt() {
    kiosk.button("One more Cotton T-Shirt").click();
    kiosk.button("One more Cotton T-Shirt").click();
    kiosk.card("tok_tour");
    kiosk.requestRefund();
    page.locator("tw-outcome h1").waitFor();
  }

  /** Of a sale with a photo, and without one itself. */
  private void held() {
    kiosk.choose("Sale");
    kiosk.photoOf("TOUR_1");
    kiosk.openReceipt(bought(kiosk, "tok_held", "Gaming Laptop"));
    kiosk.card("tok_held");
    kiosk.requestRefund();
    kiosk.heading("Please wait").waitFor();
  }

  /** A return whose money would leave the card that paid. */
  static void heldForItsCard(KioskScreen kiosk) {
    kiosk.openReceipt(bought(kiosk, "tok_paid", "Luxury Watch"));
    kiosk.card("tok_other");
    kiosk.requestRefund();
    kiosk.heading("Please wait").waitFor();
  }

  private String kept() {
    return (String) page.evaluate("JSON.stringify({ ...sessionStorage })");
  }

  private Next add(String name, String kept, Takes takes) {
    return new Next(name, kept, takes);
  }

  private static Consumer<Page> click(String what) {
    return page -> page.locator(what).first().click();
  }

  private static Consumer<Page> loaded(String what) {
    return page -> page.locator(what).first().waitFor();
  }

  /** The page's time goes on, by turns so that what it asks is answered meanwhile. */
  private static Consumer<Page> pass(int seconds) {
    return page -> {
      for (int i = 0; i < seconds; i++) {
        page.clock().runFor(SECOND);
      }
    };
  }

  /** At a busy moment what the page asked fails late, and it waits by its clock from then on. */
  private static Consumer<Page> passUntil(String seen) {
    return page ->
        Await.until(
            seen,
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            () -> {
              page.clock().runFor(SECOND);
              return page.locator(seen).isVisible();
            });
  }

  /** Whatever was typed, the node is sent what it takes for no token. */
  private static void withACardNumber(Route route) {
    JsonObject body = new JsonObject(route.request().postData());
    body.getJsonObject("refundTender").put("token", "4111111111111111");
    route.resume(new Route.ResumeOptions().setPostData(body.encode()));
  }

  private static void cutSales(Page page) {
    page.route("**/api/v1/sales", Route::abort);
  }

  /** A stop that is being described. */
  private final class Next {
    private final String name;
    private final String kept;
    private final Takes takes;
    private int lines;
    private Consumer<Page> before = NOTHING;
    private Consumer<Page> then = NOTHING;

    private Next(String name, String kept, Takes takes) {
      this.name = name;
      this.kept = kept;
      this.takes = takes;
    }

    private Next beside(int lines) {
      this.lines = lines;
      return this;
    }

    private Next after(Consumer<Page> first) {
      before = first;
      return this;
    }

    private Next by(Consumer<Page> steps) {
      then = steps;
      return this;
    }

    private void at(String waitsFor) {
      stops.add(new KioskStop(name, kept, takes, lines, waitsFor, before, then));
    }
  }
}
