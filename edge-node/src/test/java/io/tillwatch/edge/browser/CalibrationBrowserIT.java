package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http;
import io.tillwatch.edge.web.SampleModels;
import io.tillwatch.edge.web.SampleReturns;
import io.tillwatch.edge.web.SampleSales;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The plot of what scores said and what was found, beside the table with the same numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalibrationBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] MODEL = ModelFiles.ofAmounts(1.1);

  /** Without a word against them for 45 days: honest. */
  private static final int SHIRTS = 40;

  private static final int SECOND_SHIRTS = 12;
  private static final int LAPTOPS = 10;
  private static final int FRAUDS = 7;
  private static final int WEEKS = 8;

  private final SampleSales clock = new SampleSales(WEEKS);
  private Chromium chromium;
  private TestNodes nodes;
  private Http admin;

  @BeforeAll
  void trade(@TempDir Path dir) throws IOException {
    chromium = Chromium.start();
    String rules =
        Files.readString(Path.of("../conf/rules.yaml"))
            .replace("- code: BULK_SKU", "- code: BULK_SKU\n    enabled: false");
    nodes = new TestNodes(dir, Files.writeString(dir.resolve("rules.yaml"), rules), "store-a");
    clock.start(nodes, "store-a");
    admin = Http.of(nodes.config("store-a"), "admin");
    Http kiosk = Http.of(nodes.config("store-a"), "kiosk");
    for (int i = 0; i < SHIRTS + SECOND_SHIRTS; i++) {
      SampleReturns.shirtForCredit(kiosk, "C-" + i % SHIRTS);
    }
    try (ShopTraffic shop = new ShopTraffic(kiosk)) {
      List<String> held = shop.holds("LAPTOP", LAPTOPS);
      for (int i = 0; i < LAPTOPS; i++) {
        String outcome = i < FRAUDS ? "FRAUD" : "LEGITIMATE";
        Http.Answer verdict =
            admin.post(
                "/api/v1/alerts/al_" + held.get(i) + "/resolution",
                "{\"outcome\":\"" + outcome + "\"}");
        assertThat(verdict.status()).as(verdict.body()).isEqualTo(200);
      }
    }
    clock.pass(WEEKS);
    SampleModels.challenger(admin, MODEL);
    SampleModels.awaitDrift(admin);
  }

  @AfterAll
  void stop() {
    if (nodes != null) {
      nodes.close();
    }
    chromium.close();
  }

  private Page open(int width, ColorScheme colours) {
    Page page = chromium.page(width, 900, colours);
    page.navigate(nodes.node("store-a").link(io.tillwatch.edge.web.access.Page.DASH).toString());
    page.locator("nav.pages").waitFor();
    page.navigate(admin.base() + "/?page=rules&tab=model");
    page.locator("[data-key=calibration] figure").waitFor();
    return page;
  }

  private static double number(Locator of, String attribute) {
    return Double.parseDouble(of.getAttribute(attribute));
  }

  @Test
  void showsEachTenthOfTheScoreWhereItsTableSaysItIs() {
    Page page = open(1366, ColorScheme.LIGHT);
    Locator card = page.locator("[data-key=calibration]");
    Locator dots = card.locator("figure circle");

    assertThat(card.locator("tbody tr")).hasCount(3);
    assertThat(dots).hasCount(3);
    assertThat(card.locator("figure .count"))
        .hasText(new String[] {"40", "12", String.valueOf(LAPTOPS)});
    // nobody was a fraud at the low scores, 7 of 10 at the high one
    double floor = number(dots.nth(0), "cy");
    double top = number(dots.nth(2), "cy");
    assertThat(number(dots.nth(1), "cy")).isEqualTo(floor);
    BoundingBox axis = card.locator("figure .true").boundingBox();
    BoundingBox plot = card.locator("figure svg").boundingBox();
    double unit = plot.width / 360;
    assertThat((floor - top) * unit / axis.height).isBetween(0.69, 0.71);
    assertThat(number(dots.nth(2), "cx")).isGreaterThan(number(dots.nth(1), "cx"));
    assertThat(card.locator("tbody tr").nth(2)).containsText("70%");
    assertThat(card.locator("svg[role=img]").getAttribute("aria-label"))
        .contains("of 3 tenths of the score");
    AxeCheck.passes("calibration", page);
    assertThat(chromium.troubles()).isEmpty();
  }

  @Test
  void isReadableOnAPhoneInTheDark() {
    Page page = open(390, ColorScheme.DARK);
    Locator plot = page.locator("[data-key=calibration] figure svg");

    BoundingBox box = plot.boundingBox();
    assertThat(box.x).isGreaterThanOrEqualTo(0);
    assertThat(box.x + box.width).isLessThanOrEqualTo(390);
    assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(390);
    Object smallest =
        page.evaluate(
            "() => Math.min(...[...document.querySelectorAll('.calibration text')]"
                + ".map(text => text.getBoundingClientRect()).map(r => Math.min(r.height, 99)))");
    assertThat(((Number) smallest).doubleValue()).isGreaterThanOrEqualTo(11);
    AxeCheck.passes("calibration on a phone", page);
    assertThat(chromium.troubles()).isEmpty();
  }
}
