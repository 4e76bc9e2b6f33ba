package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How soon a page shows something, by the browser's own paint timing: with an empty cache, and when
 * it is loaded again. Twice for each page in each build, 20 times with {@code -Psoak}.
 */
class FirstPaintBrowserIT {
  private static final int TIMES = Integer.getInteger("tillwatch.firstPaint.times", 2);
  private static final long COLD_MILLIS = Long.getLong("tillwatch.firstPaint.coldMillis", 5_000);
  private static final long WARM_MILLIS = Long.getLong("tillwatch.firstPaint.warmMillis", 3_000);
  private static final String FIRST_PAINT =
      "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";
  private static final String WAS_PAINTED =
      "() => performance.getEntriesByName('first-contentful-paint').length > 0";

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void theDashboardShowsSomethingAtOnce() {
    assertSoon(io.tillwatch.edge.web.access.Page.DASH, "nav.pages");
  }

  @Test
  void theKioskShowsSomethingAtOnce() {
    assertSoon(io.tillwatch.edge.web.access.Page.KIOSK, "tw-kiosk main");
  }

  /**
   * Loads a page with an empty cache, and once more.
   *
   * @param whole what is there once the page is
   */
  private static void assertSoon(io.tillwatch.edge.web.access.Page which, String whole) {
    // what the node does for the very first caller is no page's time
    load(which, whole).context().close();
    List<Double> cold = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      Page page = load(which, whole);
      cold.add(firstPaint(page));
      page.reload();
      page.locator(whole).first().waitFor();
      warm.add(firstPaint(page));
      page.context().close();
    }

    System.out.printf(
        "first paint of %s, %d times: cold p50 %.0f ms, most %.0f ms; warm p50 %.0f ms, most %.0f"
            + " ms%n",
        which, TIMES, middle(cold), most(cold), middle(warm), most(warm));
    assertThat(most(cold)).as("cold").isBetween(0.0, (double) COLD_MILLIS);
    assertThat(most(warm)).as("warm").isBetween(0.0, (double) WARM_MILLIS);
    assertThat(SHOP.chromium().troubles()).isEmpty();
  }

  private static Page load(io.tillwatch.edge.web.access.Page which, String whole) {
    Page page = SHOP.open("store-a", which);
    page.locator(whole).first().waitFor();
    return page;
  }

  private static double firstPaint(Page page) {
    page.waitForFunction(WAS_PAINTED);
    return ((Number) page.evaluate(FIRST_PAINT)).doubleValue();
  }

  private static double middle(List<Double> millis) {
    return sorted(millis).skip((millis.size() - 1) / 2).findFirst().orElseThrow();
  }

  private static double most(List<Double> millis) {
    return sorted(millis).max().orElseThrow();
  }

  private static DoubleStream sorted(List<Double> millis) {
    return millis.stream().mapToDouble(Double::doubleValue).sorted();
  }
}
