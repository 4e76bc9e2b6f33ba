package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tillwatch.edge.web.access.Page.DASH;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.browser.DashboardStop.Who;
import io.tillwatch.edge.web.Http;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page of the dashboard in each of its states, in light and dark, on screens of every size:
 * the rules of accessibility, nothing over the side, nothing that jumps, a clean console, and on a
 * phone at most three screens and no table that scrolls sideways. In each build every page once, on
 * screens in turn; with {@code -Dtillwatch.pages.all=true} each on all of them, in parts of some
 * pages each with {@code -Dtillwatch.part=1/4} and so on. {@code -Dtillwatch.pictures=FOLDER} keeps
 * a picture of each look.
 */
class EveryPageBrowserIT {
  private static final boolean ALL = Boolean.getBoolean("tillwatch.pages.all");
  private static final String PICTURES = System.getProperty("tillwatch.pictures", "");
  private static final LocatorAssertions.HasCountOptions PATIENCE =
      new LocatorAssertions.HasCountOptions().setTimeout(20_000);
  private static final double MOST_SHIFT = 0.02;
  private static final int PHONE = 390;
  private static final double MOST_SCREENS = 3;

  @RegisterExtension static final BrowserShop SHOP = BrowserShop.ofDemo("store-a");

  private static DashboardTour tour;
  private static String node;

  /** A screen. */
  private record Screen(int width, int height, ColorScheme colours) {
    @Override
    public String toString() {
      return width + " " + colours;
    }
  }

  /** A page that is open, and who is signed in on it. */
  private record Seat(Screen screen, Who who) {}

  @BeforeAll
  static void open() {
    tour = new DashboardTour(SHOP.nodes());
    node = Http.of(SHOP.nodes().config("store-a"), "reviewer").base();
  }

  @Test
  void standsOnEveryScreen() {
    List<Screen> screens = screens();
    Map<Seat, Page> open = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    int turn = 0;
    int looks = 0;
    for (DashboardStop stop : MatrixPart.GIVEN.of(tour.stops())) {
      tour.reach(stop.stage());
      List<Screen> on = ALL ? screens : List.of(screens.get(turn++ % screens.size()));
      for (Screen screen : on) {
        looks++;
        try {
          Seat seat = new Seat(screen, stop.who());
          Page page = open.computeIfAbsent(seat, EveryPageBrowserIT::sit);
          stands(stop, page, screen);
          // who looks at it no more hears nothing from the node either
          page.navigate("about:blank");
        } catch (AssertionError | PlaywrightException e) {
          faults.add(stop + " on " + screen + ": " + e.getMessage());
        }
      }
    }
    System.out.printf("pages: %d looks, part %s%n", looks, MatrixPart.GIVEN);
    assertThat(faults).isEmpty();
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  /** Each size in each colours; in a build every other one. */
  private static List<Screen> screens() {
    List<Screen> all = new ArrayList<>();
    for (int[] size : new int[][] {{390, 844}, {820, 1180}, {1024, 768}, {1440, 900}, {1920, 1080}})
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        all.add(new Screen(size[0], size[1], colours));
      }
    return ALL ? all : List.of(all.get(1), all.get(6), all.get(0), all.get(5), all.get(2));
  }

  private static void stands(DashboardStop stop, Page page, Screen screen) {
    String what = stop + " on " + screen;
    stop.load(page, node);
    assertThat(page.locator("[data-key=loading]")).hasCount(0, PATIENCE);
    assertThat(number(page, SHIFT)).as("jumps: " + what).isLessThanOrEqualTo(MOST_SHIFT);
    stop.act(page);
    assertThat(page.locator("[data-key=loading]")).hasCount(0, PATIENCE);
    AxeCheck.passes(what, page);
    picture(page, what);
    assertThat(number(page, "document.documentElement.scrollWidth - innerWidth"))
        .as("over the side: " + what)
        .isLessThanOrEqualTo(0);
    assertThat((List<?>) page.evaluate(CUT_OFF)).as("cut off: " + what).isEmpty();
    if (screen.width() == PHONE) {
      assertThat(number(page, SCREENS)).as("screens: " + what).isLessThanOrEqualTo(MOST_SCREENS);
      assertThat((List<?>) page.evaluate(SIDEWAYS)).as("scrolls sideways: " + what).isEmpty();
      assertThat((List<?>) page.evaluate(UNNAMED)).as("says no heading: " + what).isEmpty();
    }
  }

  private static void picture(Page page, String what) {
    if (!PICTURES.isEmpty()) {
      Path file = Path.of(PICTURES, what.replaceAll("[^\\w]+", "_") + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }

  private static Page sit(Seat seat) {
    Screen screen = seat.screen();
    Page page = SHOP.chromium().page(screen.width(), screen.height(), screen.colours());
    switch (seat.who()) {
      case REVIEWER -> page.navigate(SHOP.nodes().node("store-a").link(DASH).toString());
      case ADMIN -> {
        page.navigate(node + "/");
        page.locator("tw-sign-in input").fill(Http.keyOf(SHOP.nodes().config("store-a"), "admin"));
        page.keyboard().press("Enter");
      }
      case NOBODY -> {
        return page;
      }
    }
    page.locator("nav.pages").waitFor();
    return page;
  }

  private static double number(Page page, String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  /** Shift of the layout that nobody caused, of all its moments. */
  private static final String SHIFT =
      """
      () => new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 50);
      })""";

  /** How many screens the page takes, or the case in front of it. */
  private static final String SCREENS =
      """
      () => (document.querySelector("dialog[open] .sheet-inside")?.scrollHeight
        ?? document.documentElement.scrollHeight) / innerHeight""";

  /** Cards and cases that are narrower than what is in them. */
  private static final String CUT_OFF =
      """
      () => [...document.querySelectorAll(".card, dialog[open], .sheet-inside, .case-head")]
        .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
        .map((e) => e.outerHTML.slice(0, 160))""";

  /** Tables, and what they stand in, that are wider than the room they have. */
  private static final String SIDEWAYS =
      """
      () => [...document.querySelectorAll("table, :has(> table)")]
        .filter((e) => e.checkVisibility() && e.clientWidth > 0)
        .filter((e) => e.scrollWidth > e.clientWidth + 1)
        .map((e) => e.outerHTML.slice(0, 160))""";

  /** Cells of rows that are cards, which say no heading or another one than their column has. */
  private static final String UNNAMED =
      """
      () => [...document.querySelectorAll("table.plain")]
        .filter((table) => table.checkVisibility() && table.tHead)
        .flatMap((table) => {
          const heads = [...table.tHead.rows[0].cells];
          return [...table.tBodies[0].rows]
            .filter((row) => row.cells.length === heads.length)
            .flatMap((row) => [...row.cells].filter((cell, i) => cell.localName === "td"
              && !heads[i].querySelector(".visually-hidden")
              && cell.dataset.label !== heads[i].textContent));
        })
        .map((cell) => cell.outerHTML.slice(0, 160))""";
}
