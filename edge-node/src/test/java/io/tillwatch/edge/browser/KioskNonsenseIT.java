package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nonsense in every field of every screen of the kiosk, typed and scanned: it says clearly what it
 * does not take, keeps what is there, and nothing breaks. In each build each field and screen once,
 * by turns; with {@code -Dtillwatch.screens.whole=true} all of it, in parts as in {@link
 * KioskEveryScreenIT}.
 */
class KioskNonsenseIT {
  private static final boolean WHOLE = Boolean.getBoolean("tillwatch.screens.whole");
  private static final int[][] SIZES = {{1024, 768}, {390, 844}};
  private static final List<String> LANGUAGES = List.of("en", "de", "ar", "es");

  private static final String CARD_NUMBER = "4111 1111 1111 1111";

  private static final List<String> NONSENSE =
      List.of(
          "W".repeat(10_000),
          "<img src=x onerror=\"window.pwned=1\">'\"&amp;</b>",
          "\u0007\u001b[31mred\u007f\u0085\t",
          "\ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(9),
          "\u202egnirts\u202c \u2066abc\u2069 \u200f\u0643\u0644\u0645\u0629",
          "\u200b\u200c\u200d\u2060\ufeff",
          "half of a pair: \ud83d",
          "../../%2e%2e/?a=b#c;--%00",
          "$& {article} {0} %s ${x}",
          "a\u0301\u0302\u0303\u0304\u0305\u0306".repeat(12),
          "   ",
          CARD_NUMBER,
          "-1e999");

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static List<KioskStop> stops;
  private final List<String> faults = new ArrayList<>();

  @BeforeAll
  static void visitEachOnce() {
    stops = MatrixPart.GIVEN.of(KioskTour.of(new KioskScreen(page(SIZES[0]))));
    SHOP.chromium().closePages();
  }

  @AfterEach
  void isWithoutFault() {
    assertThat(faults).isEmpty();
    assertThat(SHOP.chromium().troubles()).as("console").isEmpty();
  }

  @Test
  void saysWhatIsWrongWithWhatIsTypedAndKeepsWhatIsThere() {
    List<NonsenseScreen> screens =
        Stream.of(SIZES).map(size -> new NonsenseScreen(page(size))).toList();
    int typed = 0;
    for (int i = 0; i < stops.size(); i++) {
      KioskStop stop = stops.get(i);
      NonsenseScreen screen = screens.get(i % screens.size());
      String language = LANGUAGES.get(i % LANGUAGES.size());
      screen.show(stop, language);
      int fields = screen.fields();
      for (int field = 0; field < fields; field++) {
        int most = WHOLE ? NONSENSE.size() : 1;
        for (int n = 0; n < most; n++) {
          String text = NONSENSE.get((i * 5 + field * 3 + n) % NONSENSE.size());
          typed += type(screen, stop, language, field, text);
        }
      }
    }
    System.out.printf("nonsense: typed %d times on %d screens%n", typed, stops.size());
    assertThat(typed).isGreaterThanOrEqualTo(stops.size() > 10 ? 20 : 0);
  }

  private int type(NonsenseScreen screen, KioskStop stop, String language, int field, String text) {
    try {
      Object stage = screen.stage();
      int fields = screen.fields();
      screen.typeInto(field, text);
      // what was opened to be typed into is closed again behind an answer
      if (!stage.equals(screen.stage()) || screen.fields() != fields) {
        screen.show(stop, language);
      }
    } catch (AssertionError | PlaywrightException e) {
      faults.add("%s, %s, field %d, %s: %s".formatted(stop, language, field, brief(text), e));
      screen.show(stop, language);
    }
    return 1;
  }

  /** A card of any name may be the one that paid: another one only gives another answer. */
  @Test
  void keepsWhatIsTypedForTheOriginalCardUnlessItIsAnswered() {
    Page page = page(SIZES[0]);
    KioskScreen kiosk = new KioskScreen(page);
    NonsenseScreen screen = new NonsenseScreen(page);
    Locator asked = page.locator("[data-click=remedy][value=PRESENT_ORIGINAL_CARD]");
    KioskTour.heldForItsCard(kiosk);
    for (String text : WHOLE ? NONSENSE : List.of(NONSENSE.get(1), CARD_NUMBER)) {
      if (asked.count() == 0) {
        kiosk.button("Next return").click();
        KioskTour.heldForItsCard(kiosk);
      }
      asked.click();
      screen.typeInto(0, text);
      if (page.locator("#remedy").count() > 0) {
        kiosk.button("Cancel").click();
      }
    }
  }

  @Test
  void neverTakesTheNumberOfACardForItsToken() {
    Page page = page(SIZES[0]);
    KioskScreen kiosk = new KioskScreen(page);
    KioskTour.heldForItsCard(kiosk);
    page.locator("[data-click=remedy][value=PRESENT_ORIGINAL_CARD]").click();

    page.locator("#remedy").fill(CARD_NUMBER);
    kiosk.button("Try again").click();

    assertThat(page.locator("#remedy-error")).isVisible();
    assertThat(page.locator("#remedy")).hasValue(CARD_NUMBER);
  }

  @Test
  void takesNoWrongLineOfWhatIsScanned() {
    List<Page> pages = Stream.of(SIZES).map(KioskNonsenseIT::page).toList();
    List<NonsenseScreen> screens = pages.stream().map(NonsenseScreen::new).toList();
    List<HandScanner> scanners = pages.stream().map(HandScanner::at).toList();
    for (int i = 0; i < stops.size(); i++) {
      KioskStop stop = stops.get(i);
      NonsenseScreen screen = screens.get(i % pages.size());
      for (Burst burst : WHOLE ? List.of(Burst.values()) : List.of(Burst.at(i))) {
        try {
          screen.show(stop, "en");
          Object lines = screen.lines();
          burst.scan(pages.get(i % pages.size()), scanners.get(i % pages.size()));
          screen.calm();
          screen.looksWell("");
          // a code that is no article's goes into the field that has the focus
          assertThat(screen.words("tw-scan-note [role=status]") + screen.inFocus()).isNotBlank();
          if (burst != Burst.ONE_BEHIND_THE_OTHER) {
            assertThat(screen.lines()).isEqualTo(lines);
          } else if (stop.takes() != KioskStop.Takes.LATER) {
            assertThat((List<?>) screen.lines()).asString().contains("Cotton T-Shirt x 2");
          }
        } catch (AssertionError | PlaywrightException e) {
          faults.add(stop + ", " + burst + ": " + e);
        }
      }
    }
  }

  /** What no scanner should send. */
  private enum Burst {
    SYMBOLS {
      @Override
      void scan(Page page, HandScanner scanner) {
        scanner.scan("<>{}'\"&%;\\/\u00e9\u00a7");
      }
    },
    ENDLESS {
      @Override
      void scan(Page page, HandScanner scanner) {
        page.evaluate(
            """
            () => {
              const press = key => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
              for (let i = 0; i < 10_000; i++) press("W");
              press("Enter");
            }""");
        page.clock().runFor(1_000);
      }
    },
    TWO_AT_ONCE {
      @Override
      void scan(Page page, HandScanner scanner) {
        page.keyboard().type("SWHAITRCTH__00");
        page.keyboard().press("Enter");
        scanner.scan("01");
      }
    },
    ONE_BEHIND_THE_OTHER {
      @Override
      void scan(Page page, HandScanner scanner) {
        page.keyboard().type("SHIRT_001");
        page.keyboard().press("Enter");
        scanner.scan("shirt_001");
      }
    },
    KEYS_OF_NO_NUMBER {
      @Override
      void scan(Page page, HandScanner scanner) {
        page.keyboard().type("NONE");
        for (String key : List.of("Escape", "Backspace", "F5", "Control+w", "ArrowDown")) {
          page.keyboard().press(key);
        }
        scanner.scan("SUCH");
      }
    };

    abstract void scan(Page page, HandScanner scanner);

    static Burst at(int turn) {
      return values()[turn % values().length];
    }
  }

  private static String brief(String text) {
    return text.substring(0, Math.min(24, text.length()));
  }

  private static Page page(int[] size) {
    Page page = SHOP.chromium().page(size[0], size[1], ColorScheme.LIGHT);
    page.clock().install();
    page.navigate(
        SHOP.nodes().node("store-a").link(io.tillwatch.edge.web.access.Page.KIOSK).toString());
    return new KioskScreen(page).page();
  }
}
