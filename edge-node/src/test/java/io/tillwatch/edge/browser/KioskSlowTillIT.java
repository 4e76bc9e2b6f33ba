package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.tillwatch.edge.web.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hand scanner at a till that is too busy to hear it in time: its keys come late and in bunches,
 * and bear the times at which they were pressed.
 */
class KioskSlowTillIT {
  private static final double SECONDS_BETWEEN_KEYS = 0.008;
  private static final double SECONDS_BETWEEN_SCANS = 0.5;

  /** Longer than the silence that ends a scan without an end key. */
  private static final Duration STALL = Duration.ofMillis(400);

  /** So many times slower than this machine. */
  private static final int SLOWER = 12;

  private static final int SCANS = 10;

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private KioskScreen kiosk;
  private Page page;
  private CDPSession devTools;
  private double pressedAt;

  @BeforeEach
  void open() {
    kiosk = SHOP.kiosk("store-a");
    page = kiosk.page();
    devTools = page.context().newCDPSession(page);
    pressedAt = System.currentTimeMillis() / 1_000.0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "#customer", ".good", "[name=tender]"})
  void takesOneLineOfAScanWhoseSecondHalfComesLate(String focus) {
    page.evaluate("what => (document.querySelector(what) ?? document.body).focus()", focus);
    Object before = page.evaluate("document.activeElement.value ?? ''");

    keys("SHIR");
    pass(STALL);
    keys("T_001");
    end();

    assertThat(page.locator("tw-basket .line")).hasCount(1);
    assertThat(page.locator("tw-basket .line")).containsText("Cotton T-Shirt");
    assertThat(page.locator("tw-basket output")).hasText("1");
    assertThat(page.evaluate("document.activeElement.value ?? ''")).isEqualTo(before);
    assertThat(kiosk.heading("Choose the goods")).isVisible();
  }

  @Test
  void pressesNothingWithAnEndKeyThatComesLate() {
    kiosk.add("Luxury Watch");
    kiosk.card("tok_late");
    page.locator(".finish").focus();

    keys("SHIRT_001");
    pass(STALL);
    end();

    assertThat(page.locator("tw-basket .line")).hasCount(2);
    pass(STALL);
    assertThat(kiosk.heading("Choose the goods")).isVisible();
  }

  @Test
  void letsAHandPressEnterAfterAScanWithoutAnEndKey() {
    kiosk.add("Luxury Watch");
    kiosk.card("tok_hand");
    page.locator(".finish").focus();
    keys("SHIRT_001");
    assertThat(page.locator("tw-basket .line")).hasCount(2);

    pressedAt += STALL.toMillis() / 1_000.0 * 2;
    pass(STALL);
    end();

    kiosk.receiptNumber();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Escape", "ArrowDown", "Backspace"})
  void takesAScanWithoutAnEndKeyThoughAKeyIsPressedBeforeItsSilence(String key) {
    scanOneWithAndOneWithoutEndKey();

    press(key, "", 0);

    assertThat(page.locator("tw-basket .line")).hasCount(2);
  }

  @Test
  void sellsAScanWithoutAnEndKeyThoughPayIsPressedBeforeItsSilence() {
    kiosk.card("tok_soon");
    scanOneWithAndOneWithoutEndKey();

    page.locator(".finish").click();

    assertThat(sold()).contains("SHIRT_001").contains("WATCH_001");
  }

  /** What is on the receipt that is on the screen. */
  private String sold() {
    return Http.of(SHOP.nodes().config("store-a"), "reviewer")
        .get("/api/v1/receipts/" + kiosk.receiptNumber())
        .body();
  }

  @Test
  void sellsAScanWithoutAnEndKeyThoughAFingerComesDownRightBehindIt() {
    kiosk.card("tok_finger");
    scanOneWithAndOneWithoutEndKey(Duration.ZERO);

    tap(page.locator(".finish"), Duration.ofMillis(40), Duration.ofMillis(130));

    assertThat(sold()).contains("SHIRT_001").contains("WATCH_001");
  }

  @Test
  void pressesNothingWithAnEndKeyThatComesBehindATap() {
    kiosk.add("Luxury Watch");
    keys("SHIRT_001");

    tap(page.locator("[data-click=more]").first(), Duration.ofMillis(80), Duration.ofMillis(90));
    assertThat(page.locator("tw-basket .line")).hasCount(2);
    end();
    pass(STALL);

    assertThat(page.locator("tw-basket output")).hasText(new String[] {"2", "1"});
  }

  @Test
  void takesNothingThatAScannerSendsBehindItsEndKeyForACode() {
    keys("SHIRT_001");
    end();
    keys("x");
    assertThat(page.locator("tw-basket .line")).hasCount(1);

    pass(STALL.multipliedBy(4));

    assertThat(page.locator("tw-basket .line")).hasCount(1);
    assertThat(page.locator("tw-scan-note")).not().containsText("x");
  }

  private void scanOneWithAndOneWithoutEndKey() {
    scanOneWithAndOneWithoutEndKey(STALL.dividedBy(2));
  }

  /** The first tells that this scanner ends its codes with a key, so that one is waited for. */
  private void scanOneWithAndOneWithoutEndKey(Duration pause) {
    keys("SHIRT_001");
    end();
    assertThat(page.locator("tw-basket .line")).hasCount(1);
    // a click has this machine's own time: the keys must not be ahead of it
    pass(Duration.ofSeconds(1));
    pressedAt += SECONDS_BETWEEN_SCANS;
    keys("WATCH_001");
    pass(pause);
    pressedAt += pause.toMillis() / 1_000.0;
  }

  @Test
  void losesNoScanWhileThePageIsManyTimesSlower() {
    JsonObject rate = new JsonObject();
    rate.addProperty("rate", SLOWER);
    devTools.send("Emulation.setCPUThrottlingRate", rate);

    for (int i = 0; i < SCANS; i++) {
      keys(i % 2 == 0 ? "SHIRT_001" : "]C1watch_001");
      end();
      pressedAt += SECONDS_BETWEEN_SCANS;
    }

    assertThat(page.locator("tw-basket .line")).hasCount(2);
    String half = String.valueOf(SCANS / 2);
    assertThat(page.locator("tw-basket output"))
        .hasText(List.of(half, half).toArray(String[]::new));
  }

  private void keys(String text) {
    for (char symbol : text.toCharArray()) {
      press(String.valueOf(symbol), String.valueOf(symbol), 0);
    }
  }

  private void end() {
    press("Enter", "\r", 13);
  }

  private void press(String key, String text, int keyCode) {
    pressedAt += SECONDS_BETWEEN_KEYS;
    for (String type : List.of("keyDown", "keyUp")) {
      JsonObject event = new JsonObject();
      event.addProperty("type", type);
      event.addProperty("key", key);
      event.addProperty("windowsVirtualKeyCode", keyCode);
      event.addProperty("timestamp", pressedAt);
      if (type.equals("keyDown") && !text.isEmpty()) {
        event.addProperty("text", text);
      }
      devTools.send("Input.dispatchKeyEvent", event);
    }
  }

  /** Such times behind the last key a finger comes down there, and goes up. */
  private void tap(Locator there, Duration down, Duration up) {
    BoundingBox box = there.boundingBox();
    JsonObject touch = new JsonObject();
    touch.addProperty("x", box.x + box.width / 2);
    touch.addProperty("y", box.y + box.height / 2);
    touch.addProperty("button", "left");
    touch.addProperty("clickCount", 1);
    for (Map.Entry<String, Duration> each :
        List.of(Map.entry("mousePressed", down), Map.entry("mouseReleased", up))) {
      touch.addProperty("type", each.getKey());
      touch.addProperty("timestamp", pressedAt + each.getValue().toMillis() / 1_000.0);
      devTools.send("Input.dispatchMouseEvent", touch);
    }
    pressedAt += up.toMillis() / 1_000.0;
  }

  private void pass(Duration time) {
    page.waitForFunction(
        "end => performance.now() > end",
        ((Number) page.evaluate("performance.now()")).doubleValue() + time.toMillis());
  }
}
