package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.browser.DashboardSeats.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @RegisterExtension static final BrowserShop SHOP = BrowserShop.ofDemo("store-a");

  private static DashboardTour tour;

  @BeforeAll
  static void open() {
    tour = new DashboardTour(SHOP.nodes());
  }

  @Test
  void standsOnEveryScreen() {
    List<Screen> screens = screens();
    DashboardSeats seats = new DashboardSeats(SHOP, "store-a");
    List<String> faults = new ArrayList<>();
    int turn = 0;
    int looks = 0;
    for (DashboardStop stop : MatrixPart.GIVEN.of(tour.stops())) {
      tour.reach(stop.stage());
      List<Screen> on = ALL ? screens : List.of(screens.get(turn++ % screens.size()));
      for (Screen screen : on) {
        looks++;
        try {
          Page page = seats.sit(screen, stop.who());
          stands(stop, page, stop + " on " + screen, seats.node());
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

  private static void stands(DashboardStop stop, Page page, String what, String node) {
    stop.load(page, node);
    assertThat(page.locator("[data-key=loading]")).hasCount(0, PATIENCE);
    assertThat(number(page, SHIFT)).as("jumps: " + what).isLessThanOrEqualTo(MOST_SHIFT);
    stop.act(page);
    assertThat(page.locator("[data-key=loading]")).hasCount(0, PATIENCE);
    AxeCheck.passes(what, page);
    picture(page, what);
    PageLayout.fits(what, page);
    PageLayout.suitsPhone(what, page);
  }

  private static void picture(Page page, String what) {
    if (!PICTURES.isEmpty()) {
      Path file = Path.of(PICTURES, what.replaceAll("[^\\w]+", "_") + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
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
}
