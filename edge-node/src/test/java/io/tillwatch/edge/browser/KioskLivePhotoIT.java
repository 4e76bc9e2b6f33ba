package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tillwatch.edge.browser.Chromium.ALLOWED;
import static io.tillwatch.edge.browser.Chromium.CAMERA;
import static io.tillwatch.edge.browser.Chromium.playing;
import static io.tillwatch.edge.web.access.Page.KIOSK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.source.DrawnClip;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person before the camera of the kiosk itself. Chromium's camera plays a clip of a man, and a
 * clip of one still picture; where these are not beside the checkout, drawn ones.
 */
class KioskLivePhotoIT {
  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static final int DRAWN_FRAMES = 75;
  private static final int STILL_FRAMES = 1;

  @TempDir static Path dir;

  @Test
  void looksAdvisesTakesThePhotoByItselfAndSellsWithTheCameraOff() throws IOException {
    Path person = clip("male.mjpeg", 7, DRAWN_FRAMES);
    try (Chromium chromium = Chromium.startWith(ALLOWED, CAMERA, playing(person))) {
      // Given a kiosk with goods
      KioskScreen kiosk = kiosk(chromium);
      Page page = kiosk.page();
      kiosk.add("Cotton T-Shirt");
      kiosk.card("tok_live");

      // When somebody opens the booth and touches nothing more
      kiosk.openBooth();
      Response taken =
          page.waitForResponse(
              answer -> answer.url().contains("/frames") && answer.status() == 201,
              () -> {
                kiosk.choose("This device");
                assertThat(page.locator("video")).hasCSS("scale", "-1 1");
                assertThat(page.locator(".live-hint")).not().isEmpty();
                assertThat(kiosk.booth("Take photo")).hasCount(0);
              });

      // Then the node took a live photo, the page shows it, and the camera is off
      JsonObject photo = new JsonObject(taken.text()).getJsonObject("photo");
      assertThat(photo.getString("source")).isEqualTo("BROWSER");
      assertThat(photo.getJsonObject("face").getBoolean("verified")).isTrue();
      assertThat(page.locator("dialog[open] canvas.shot")).isVisible();
      assertThat(page.locator("dialog[open] .notice")).containsText("good photo");
      CountedCameras.assertOff(page, 1);
      AxeCheck.passes("live photo", page);

      // And the sale has it
      kiosk.booth("Use this photo").click();
      JsonObject sale =
          new JsonObject(page.waitForRequest("**/api/v1/sales", kiosk::pay).postData());
      assertThat(sale.getString("photoId")).isEqualTo(photo.getString("photoId"));
      assertThat(kiosk.receiptNumber()).isNotEmpty();

      // And the same clip once more is a recording
      KioskScreen next = kiosk(chromium);
      next.add("Cotton T-Shirt");
      next.openBooth();
      next.choose("This device");
      assertThat(trouble(next.page())).containsText("shown before");
      CountedCameras.assertOff(next.page(), 1);
    }
  }

  @Test
  void refusesAStillPictureAndOffersToGoOnWithout() throws IOException {
    Path still = clip("dad.mjpeg", 8, STILL_FRAMES);
    try (Chromium chromium = Chromium.startWith(ALLOWED, CAMERA, playing(still))) {
      KioskScreen kiosk = kiosk(chromium);
      kiosk.add("Cotton T-Shirt");
      kiosk.openBooth();
      kiosk.choose("This device");

      assertThat(trouble(kiosk.page())).containsText("still picture");
      CountedCameras.assertOff(kiosk.page(), 1);
      kiosk.booth("Go on without a photo").click();
      kiosk.card("tok_still");
      kiosk.pay();
      assertThat(kiosk.receiptNumber()).isNotEmpty();
    }
  }

  @Test
  void advisesWhereNobodyIsAndSwitchesOffWhenThePersonLeavesOrThePageIsHidden() {
    // Given a camera that shows a test card
    KioskScreen kiosk = kiosk(SHOP.chromium());
    Page page = kiosk.page();
    kiosk.add("Cotton T-Shirt");
    kiosk.openBooth();
    kiosk.choose("This device");
    assertThat(page.locator(".live-hint")).containsText("do not see a face");

    // When the page is hidden, its camera is off, and on again when it is back
    hide(page, true);
    CountedCameras.assertOff(page, 1);
    hide(page, false);
    assertThat(page.locator(".live-hint")).containsText("do not see a face");

    // When the person leaves the booth
    page.keyboard().press("Escape");

    // Then it is off
    CountedCameras.assertOff(page, 2);

    // And so it is when everything is wiped
    kiosk.openBooth();
    assertThat(page.locator(".live-hint")).containsText("do not see a face");
    page.evaluate("import('/js/kiosk/till.js').then(({ till }) => till.wipe())");
    CountedCameras.assertOff(page, 3);
  }

  @Test
  void saysThatTheCameraIsForbiddenOrMissingAndOffersTheWayWithout() {
    try (Chromium asks = Chromium.startWith(CAMERA);
        Chromium without = Chromium.startWith(ALLOWED)) {
      assertThat(offersTheWayWithout(asks)).contains("was not allowed");
      assertThat(offersTheWayWithout(without)).contains("No camera is connected");
    }
  }

  private static String offersTheWayWithout(Chromium chromium) {
    KioskScreen kiosk = kiosk(chromium);
    kiosk.add("Cotton T-Shirt");
    kiosk.openBooth();
    kiosk.choose("This device");
    trouble(kiosk.page()).waitFor();
    String words = trouble(kiosk.page()).textContent();
    assertThat(kiosk.booth("Try again")).isVisible();
    kiosk.booth("Go on without a photo").click();
    kiosk.card("tok_without");
    kiosk.pay();
    assertThat(kiosk.receiptNumber()).isNotEmpty();
    return words;
  }

  private static KioskScreen kiosk(Chromium chromium) {
    return CountedCameras.kiosk(chromium, SHOP.nodes().node("store-a").link(KIOSK));
  }

  private static void hide(Page page, boolean hidden) {
    page.evaluate(
        """
        hidden => {
          Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden);
  }

  private static Locator trouble(Page page) {
    return page.locator("dialog[open] [role=alert]");
  }

  private static Path clip(String name, long person, int frames) throws IOException {
    Optional<Path> real = TestFaces.folder().map(faces -> faces.resolve("video").resolve(name));
    return real.isPresent() ? real.get() : DrawnClip.write(dir.resolve(name), person, frames);
  }
}
