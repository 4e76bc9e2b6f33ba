package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tillwatch.edge.web.access.Page.DASH;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reviewer has around the desk: messages of the browser, saved views, a page to print. */
class DeskToolsBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static Http reviewer;
  private static ShopTraffic till;

  /** Keeps what the page tells the browser to show, and the browser's own way of showing it. */
  private static final String NOTE_MESSAGES =
      """
      () => {
        window.told = [];
        const Shown = window.Notification;
        window.Notification = class extends Shown {
          constructor(title, options) {
            super(title, options);
            window.told.push(options.body);
          }
        };
        let hidden = false;
        Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
        window.hide = (away) => {
          hidden = away;
          document.dispatchEvent(new Event("visibilitychange"));
        };
      }""";

  @BeforeAll
  static void trade() {
    reviewer = Http.of(SHOP.nodes().config("store-a"), "reviewer");
    till = new ShopTraffic(Http.of(SHOP.nodes().config("store-a"), "kiosk"));
    till.raiseAlerts(2);
  }

  @Test
  void tellsOfNewAlertsTogetherWhereSomebodyAskedForItAndLooksElsewhere() {
    Page page = desk();
    int open = open();
    page.context().grantPermissions(List.of("notifications"));
    page.evaluate(NOTE_MESSAGES);

    // Given that nobody asked yet
    page.evaluate("hide(true)");
    till.raiseAlerts(1);
    assertThat(page.locator("tw-news-line")).containsText("New alert");
    assertThat(told(page)).isEmpty();

    // When somebody asks, and looks at the page, then nothing is told either
    page.evaluate("hide(false)");
    bell(page).click();
    assertThat(bell(page)).hasAttribute("aria-pressed", "true");
    assertThat(bell(page)).hasAccessibleName(Pattern.compile(".*: on"));
    till.raiseAlerts(1);
    Await.until("it came", PATIENCE, () -> page.title().startsWith("(" + (open + 2)));
    assertThat(told(page)).isEmpty();

    // When they look elsewhere, then the first is told at once and the others together
    page.evaluate("hide(true)");
    till.raiseAlerts(1);
    Await.until("the first is told", PATIENCE, () -> told(page).size() == 1);
    till.raiseAlerts(3);
    Await.until("all came", PATIENCE, () -> page.title().startsWith("(" + (open + 6)));
    page.clock().fastForward(31_000);
    Await.until("the others are told", PATIENCE, () -> told(page).size() == 2);

    // And a lock screen shows nobody's number and no amount
    assertThat(told(page)).containsExactly("A new alert", "3 new alerts");
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  @Test
  void tellsNothingWithoutTheBrowsersPermission() {
    Page page = desk();
    page.context().clearPermissions();
    page.evaluate(NOTE_MESSAGES);

    bell(page).click();
    assertThat(bell(page)).hasAttribute("aria-pressed", "false");
    page.evaluate("hide(true)");
    till.raiseAlerts(1);
    assertThat(page.locator("tw-news-line")).containsText("New alert");

    assertThat(told(page)).isEmpty();
  }

  @Test
  void keepsViewsThatAreLinksUntilTheyAreForgotten() {
    Page page = desk();
    page.locator("#choice-order").selectOption("AMOUNT");
    page.locator("#choice-least").selectOption("1000");
    assertThat(page).hasURL(Pattern.compile(".*order=AMOUNT.*least=1000"));
    Locator views = page.locator("tw-saved-views");
    views.locator("summary").click();
    page.locator("#view-name").fill("Dear goods");
    page.locator("#view-name").press("Enter");
    assertThat(views.locator("summary")).hasText("View: Dear goods");
    AxeCheck.passes("saved views", page);

    // When the desk is opened as usual, in the same browser
    page.navigate(reviewer.base() + "/");
    assertThat(page.locator("#choice-order")).hasValue("RISK");
    views.locator("summary").click();
    views.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Dear goods")).click();

    // Then the view shows what it showed, and its address says so
    assertThat(page).hasURL(Pattern.compile(".*order=AMOUNT.*least=1000"));
    assertThat(page.locator("#choice-order")).hasValue("AMOUNT");
    assertThat(page.locator("#choice-least")).hasValue("1000");

    // When it is forgotten, then it stays so
    views
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Forget Dear goods"))
        .click();
    assertThat(views.locator("li")).hasCount(0);
    page.reload();
    assertThat(page.locator("tw-saved-views li")).hasCount(0);
  }

  @Test
  void printsAnExplanationWithoutScoreThresholdOrAnythingOfTheModel() {
    Page page = desk();
    page.locator("tw-alert-list li a").first().click();
    page.getByText("Explanation for the customer, to print").click();
    Locator paper = page.locator(".paper");
    assertThat(paper).containsText("What you can do");

    String words = paper.innerText();
    assertThat(words).doesNotContainPattern("(?i)score|points|threshold|model|percent|%| of 100");
    assertThat(words.replaceAll("(?m)^Transaction .*$", "")).doesNotContainPattern("\\d");
    AxeCheck.passes("explanation", page);

    // When it is printed, then it stands on the paper alone
    page.evaluate("() => { window.print = () => { window.printed = true; }; }");
    page.getByText("Print", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.evaluate("window.printed")).isEqualTo(true);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(paper).isVisible();
    assertThat(page.locator("header.top")).isHidden();
    assertThat(page.locator("nav.pages")).isHidden();
    assertThat(page.locator(".page-tools")).isHidden();
    assertThat(page.pdf()).startsWith('%', 'P', 'D', 'F');
  }

  private static Page desk() {
    Page page = SHOP.chromium().page(1440, 900, ColorScheme.LIGHT);
    page.clock().install();
    page.navigate(SHOP.nodes().node("store-a").link(DASH).toString());
    page.locator(".feed-state.live").waitFor();
    page.locator("tw-alert-list li").first().waitFor();
    return page;
  }

  private static int open() {
    return reviewer.get("/api/v1/stats").json().getJsonObject("all").getInteger("openAlerts");
  }

  private static Locator bell(Page page) {
    return page.locator("tw-notify-button button");
  }

  @SuppressWarnings("unchecked")
  private static List<String> told(Page page) {
    return (List<String>) page.evaluate("told");
  }
}
