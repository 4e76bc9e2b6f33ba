package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What holds on each screen of the kiosk: a scanner is heard and presses nothing; in each language
 * and in light and dark it is accessible, fits, and does not jump. In each build every screen once,
 * by turns; all of it with {@code -Psoak}, or in parts of some screens each with {@code
 * -Dtillwatch.screens.whole=true -Dtillwatch.part=1/6} and so on.
 */
class KioskEveryScreenIT {
  private static final boolean WHOLE = Boolean.getBoolean("tillwatch.screens.whole");
  private static final double MOST_SHIFT = 0.02;
  private static final List<String> LANGUAGES = List.of("en", "es", "de", "ar");
  private static final int[][] SIZES = {
    {1366, 768}, {390, 844}, {820, 1180}, {1024, 768}, {1920, 1080}
  };

  /** Sums up what moved by itself since the page was loaded. */
  private static final String WATCH_SHIFTS =
      """
      window.shifts = [];
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
          if (!entry.hadRecentInput) {
            window.shifts.push([entry.value, entry.sources.map(s => s.node?.className).join()]);
          }
        }
      }).observe({ type: "layout-shift", buffered: true });""";

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static List<KioskStop> stops;
  private static String receipt;

  @BeforeAll
  static void visitEachOnce() {
    Page page = page(SIZES[0], ColorScheme.LIGHT);
    stops = MatrixPart.GIVEN.of(KioskTour.of(new KioskScreen(page)));
    receipt = KioskTour.shirtSold(new KioskScreen(page(SIZES[0], ColorScheme.LIGHT)));
    SHOP.chromium().closePages();
  }

  @Test
  void takesOneRightLinePerScanAndPressesNothingWhateverHasTheFocus() {
    ScannerMatrix matrix = new ScannerMatrix(page(SIZES[0], ColorScheme.LIGHT), receipt);
    List<ScannerMatrix.Code> codes = matrix.codes();
    List<String> focuses = ScannerMatrix.FOCUSES;
    Set<String> done = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    int scans = 0;
    for (int i = 0; i < stops.size(); i++) {
      KioskStop stop = stops.get(i);
      for (int f = 0; f < focuses.size() && (WHOLE || !done.contains(stop.name())); f++) {
        String focus = focuses.get((i + f) % focuses.size());
        int most = WHOLE ? codes.size() : 1;
        for (int c = 0; c < most && works(faults, stop, matrix, focus, codes, i * 5 + c); c++) {
          done.add(stop.name());
          scans++;
        }
      }
    }
    System.out.printf("scanner: %d scans on %d screens%n", scans, done.size());
    assertThat(faults).isEmpty();
    assertThat(done).hasSize(stops.size());
  }

  /** Whether the screen has such a control; what went wrong is noted, so that all of it is seen. */
  private static boolean works(
      List<String> faults,
      KioskStop stop,
      ScannerMatrix matrix,
      String focus,
      List<ScannerMatrix.Code> codes,
      int which) {
    ScannerMatrix.Code code = codes.get(which % codes.size());
    try {
      return matrix.scan(stop, focus, code);
    } catch (AssertionError | PlaywrightException e) {
      faults.add(stop + ", focus on " + focus + ", " + code.sent() + ": " + e.getMessage());
      return true;
    }
  }

  @Test
  void isAccessibleAndStillInEveryLanguageInLightAndDark() {
    Map<String, Page> pages = new LinkedHashMap<>();
    Set<String> hosts = new ConcurrentSkipListSet<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      for (Look look : looks(i)) {
        Page page =
            pages.computeIfAbsent(
                look.frame(), frame -> watched(page(look.size(), look.colours()), hosts));
        try {
          check(page, stops.get(i), look);
          leave(page);
        } catch (AssertionError | PlaywrightException e) {
          faults.add(stops.get(i) + ", " + look + ": " + e.getMessage());
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(hosts).as("hosts that were asked").hasSize(1);
    assertThat(SHOP.chromium().troubles()).as("console").isEmpty();
  }

  private record Look(int[] size, ColorScheme colours, String language) {
    private String frame() {
      return size[0] + " px, " + colours;
    }

    @Override
    public String toString() {
      return frame() + ", " + language;
    }
  }

  /** How a screen is looked at: in each language and colour, or once, by turns. */
  private static List<Look> looks(int screen) {
    List<Look> all = new ArrayList<>();
    for (int i = 0; i < 2 * LANGUAGES.size(); i++) {
      ColorScheme colours = i % 2 == 0 ? ColorScheme.LIGHT : ColorScheme.DARK;
      int[] size = SIZES[(screen + i) % SIZES.length];
      all.add(new Look(size, colours, LANGUAGES.get(i / 2)));
    }
    return WHOLE ? all : List.of(all.get(screen * 3 % all.size()));
  }

  private static Page watched(Page page, Set<String> hosts) {
    page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
    return page;
  }

  private static void check(Page page, KioskStop stop, Look look) {
    String where = stop + ", " + look;
    stop.show(page, look.language(), any -> {});
    AxeCheck.passes(where, page);
    assertThat(KioskScreen.smallTargets(page)).as("targets of 64 px: " + where).isEmpty();
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("hangs over: " + where)
        .isLessThanOrEqualTo(0);
    assertThat(shift(page))
        .as("jumps: %s %s", where, page.evaluate("shifts"))
        .isLessThanOrEqualTo(MOST_SHIFT);
  }

  /** To where nothing is drawn: of many screens that are left open each goes on moving. */
  private static void leave(Page page) {
    page.navigate(page.url().replaceFirst("[^/]*$", "") + "icon.svg");
  }

  private static double shift(Page page) {
    return ((Number) page.evaluate("shifts.reduce((sum, [value]) => sum + value, 0)"))
        .doubleValue();
  }

  /** Pictures of every screen, to be looked at: {@code -Dtillwatch.pictures=FOLDER}. */
  @Test
  @EnabledIfSystemProperty(named = "tillwatch.pictures", matches = ".+")
  void isPictured() {
    Path folder = Path.of(System.getProperty("tillwatch.pictures"));
    for (int[] size :
        new int[][] {{390, 844}, {820, 1180}, {1024, 768}, {1440, 900}, {1920, 1080}}) {
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Page page = page(size, colours);
        for (String language : colours == ColorScheme.LIGHT ? List.of("en", "ar") : List.of("de")) {
          for (KioskStop stop : stops) {
            stop.show(page, language, any -> {});
            String name =
                String.join("-", stop.name().replaceAll("\\W", "_"), "" + size[0], language);
            page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
          }
        }
        page.context().close();
      }
    }
  }

  private static Page page(int[] size, ColorScheme colours) {
    Page page = SHOP.chromium().page(size[0], size[1], colours);
    page.addInitScript(WATCH_SHIFTS);
    page.clock().install();
    page.navigate(
        SHOP.nodes().node("store-a").link(io.tillwatch.edge.web.access.Page.KIOSK).toString());
    return new KioskScreen(page).page();
  }
}
