package io.tillwatch.edge.browser;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/**
 * One screen of the kiosk, that a page shows again as it shows a visit after a reload.
 *
 * @param kept what the page keeps of the visit, as JSON of its session storage
 * @param takes what becomes of an article that is scanned here
 * @param lines that stand beside it there
 * @param waitsFor what stands on the screen
 * @param before what is to be done before the page is loaded
 * @param then what leads from the visit to the screen, in any language
 */
record KioskStop(
    String name,
    String kept,
    Takes takes,
    int lines,
    String waitsFor,
    Consumer<Page> before,
    Consumer<Page> then) {

  /** The address between two stops, at which no page of the kiosk is shown. */
  static final String BETWEEN = "icon.svg";

  /** Where an article goes that is scanned. */
  enum Takes {
    /** Into the basket, beside what is there. */
    BASKET,
    /** Into the basket of the next sale. */
    NEXT_SALE,
    /** Among the goods that come back without a receipt. */
    LOOSE,
    /** To its line on the receipt that is open. */
    RECEIPT,
    /** Into the next basket, as soon as what was sent is answered. */
    LATER
  }

  /**
   * Puts the page there, as its visitor would find it after a reload.
   *
   * @param answers what answers in the node's place
   */
  void show(Page page, String language, Consumer<Page> answers) {
    page.unrouteAll();
    answers.accept(page);
    before.accept(page);
    String kiosk = page.url().replaceFirst("[^/]*$", "");
    // the page that is left keeps its own visit once more
    page.navigate(kiosk + BETWEEN);
    page.evaluate(
        """
        ([kept, language]) => {
          sessionStorage.clear();
          for (const [name, value] of Object.entries(JSON.parse(kept))) {
            const visit = name === "tillwatch.visit" ? { ...JSON.parse(value), language } : null;
            sessionStorage.setItem(name, visit ? JSON.stringify(visit) : value);
          }
          sessionStorage.setItem("tillwatch.seen", String(Date.now()));
        }""",
        new Object[] {kept, language});
    page.navigate(kiosk + "kiosk");
    then.accept(page);
    page.locator(waitsFor).first().waitFor();
  }

  @Override
  public String toString() {
    return name;
  }
}
