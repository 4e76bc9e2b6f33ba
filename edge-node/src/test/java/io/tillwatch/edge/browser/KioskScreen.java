package io.tillwatch.edge.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** A kiosk as the person before it uses it: by what is written on its keys. */
final class KioskScreen {
  private static final Locator.FilterOptions ONE =
      new Locator.FilterOptions().setHasText(Pattern.compile("^1$"));

  private final Page page;

  KioskScreen(Page page) {
    this.page = page;
    heading("Choose the goods").waitFor();
  }

  Page page() {
    return page;
  }

  void add(String article) {
    button("^" + article).first().click();
  }

  void customer(String id) {
    page.getByLabel("Customer number").fill(id);
  }

  void card(String token) {
    page.getByLabel("Card token").fill(token);
  }

  /** Takes the drawn photo of a demo person. */
  void photoOf(String demoPerson) {
    openBooth();
    choose("Demo person");
    page.getByLabel("Name of the demo person").fill(demoPerson);
    booth("Take photo").click();
    booth("Use this photo").click();
  }

  void openBooth() {
    button("^(Take photo|Retake)$").first().click();
  }

  Locator booth(String key) {
    return page.locator("dialog[open]")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(key));
  }

  void choose(String option) {
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(option).setExact(true))
        .check();
  }

  void pay() {
    button("^Pay ").click();
  }

  /** The number of the receipt that is on the screen. */
  String receiptNumber() {
    heading("Thank you").waitFor();
    return page.locator(".receipt-number").textContent().strip();
  }

  /** Looks the receipt up; where one article is all that can come back, it is chosen. */
  void openReceipt(String receipt) {
    choose("Return");
    page.getByLabel("Receipt number").fill(receipt);
    button("Find receipt").click();
    heading("What comes back?").waitFor();
  }

  /** Looks the receipt up and says that one of the article comes back. */
  void bringBack(String receipt, String article) {
    openReceipt(receipt);
    // where it is the only one, it is chosen already
    if (page.locator("tw-return-desk output").filter(ONE).count() == 0) {
      button("One more " + article).click();
    }
  }

  void requestRefund() {
    button("Request refund").click();
  }

  /** What a finger must hit and is lower or narrower than 64 px. */
  static List<?> smallTargets(Page page) {
    return (List<?>)
        page.evaluate(
            """
            [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(
                "button, input:not([type=radio], [type=checkbox]), select, summary, "
                + "label.check, .segments label, a")]
              .filter(e => e.checkVisibility() && !e.closest("[inert]"))
              .filter(e => {
                const { height, width } = e.getBoundingClientRect();
                return Math.min(height, width) < 63.5;
              })
              .map(e => e.outerHTML.slice(0, 120))""");
  }

  Locator heading(String words) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(words));
  }

  Locator button(String pattern) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(pattern)));
  }
}
