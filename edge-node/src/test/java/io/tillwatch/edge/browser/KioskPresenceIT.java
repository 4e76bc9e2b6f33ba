package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tillwatch.edge.browser.Chromium.ALLOWED;
import static io.tillwatch.edge.browser.Chromium.CAMERA;
import static io.tillwatch.edge.browser.Chromium.playing;
import static io.tillwatch.edge.web.access.Page.KIOSK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.source.DrawnClip;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kiosk that looks once more before goods change hands. Chromium opens the file of its camera
 * anew each time a page opens the camera, so another person comes by another file.
 */
class KioskPresenceIT {
  @RegisterExtension
  static final BrowserShop SHOP =
      new BrowserShop(Map.of("TILLWATCH_CAMERA_SAME_VISIT", "true"), "store-a");

  private static final int DRAWN_FRAMES = 75;

  @TempDir private Path dir;

  @Test
  void asksForAnotherPhotoWhereSomebodyElseTakesTheGoodsAndSellsOnceItsPersonIsBack()
      throws IOException {
    Path faces = TestFaces.folder().map(folder -> folder.resolve("video")).orElse(null);
    assumeTrue(faces != null, "no test faces");
    Path camera = Files.copy(faces.resolve("male.mjpeg"), dir.resolve("camera.mjpeg"));
    try (Chromium chromium = Chromium.startWith(ALLOWED, CAMERA, playing(camera))) {
      // Given a man who was photographed and agreed that the camera looks again
      KioskScreen kiosk = kiosk(chromium);
      Page page = kiosk.page();
      List<Response> looks = looks(page);
      kiosk.add("Cotton T-Shirt");
      kiosk.card("tok_presence");
      String photo = photograph(kiosk, /* agrees= */ true);

      // When a woman stands there as the goods are paid
      shows(camera, faces.resolve("female.mjpeg"));
      kiosk.pay();

      // Then nothing is sold, nobody is accused, and the camera is off
      assertThat(again(page).getByRole(AriaRole.ALERT)).containsText("That may be the light");
      assertThat(again(page)).containsText("go on without a photo");
      AxeCheck.passes("second look", page);
      CountedCameras.assertOff(page, 2);
      assertThat(persons(looks)).contains("OTHER").doesNotContain("SAME");

      // And who leaves that question is back at the goods
      page.keyboard().press("Escape");
      assertThat(again(page)).hasCount(0);
      assertThat(kiosk.button("^Pay ")).isEnabled();

      // When he is back
      shows(camera, faces.resolve("male.mjpeg"));
      Request sale = page.waitForRequest("**/api/v1/sales", kiosk::pay);

      // Then his photo goes with the sale
      assertThat(persons(looks)).last().isEqualTo("SAME");
      assertThat(new JsonObject(sale.postData()).getString("photoId")).isEqualTo(photo);
      assertThat(kiosk.receiptNumber()).isNotEmpty();
      CountedCameras.assertOff(page, 3);
    }
  }

  @Test
  void sellsWithoutAPhotoWhereThePhotoIsSomebodyElses() throws IOException {
    Path camera = DrawnClip.write(dir.resolve("camera.mjpeg"), 21, DRAWN_FRAMES);
    try (Chromium chromium = Chromium.startWith(ALLOWED, CAMERA, playing(camera))) {
      KioskScreen kiosk = kiosk(chromium);
      Page page = kiosk.page();
      saysAlways(page, "OTHER");
      kiosk.add("Cotton T-Shirt");
      kiosk.card("tok_other");
      photograph(kiosk, /* agrees= */ true);
      kiosk.pay();

      kiosk.booth("Go on without a photo").click();

      assertThat(kiosk.receiptNumber()).isNotEmpty();
    }
  }

  @Test
  void neverKeepsAnybodyWhoCannotBeComparedOrDidNotAgree() throws IOException {
    Path camera = DrawnClip.write(dir.resolve("camera.mjpeg"), 22, DRAWN_FRAMES);
    try (Chromium chromium = Chromium.startWith(ALLOWED, CAMERA, playing(camera))) {
      // Given a camera that cannot be opened a second time
      KioskScreen kiosk = kiosk(chromium);
      kiosk.page().evaluate("window.mostCameras = 1");
      kiosk.add("Cotton T-Shirt");
      kiosk.card("tok_gone");
      String photo = photograph(kiosk, /* agrees= */ true);
      Request sale = kiosk.page().waitForRequest("**/api/v1/sales", kiosk::pay);
      assertThat(new JsonObject(sale.postData()).getString("photoId")).isEqualTo(photo);
      assertThat(kiosk.receiptNumber()).isNotEmpty();
    }
    Path other = DrawnClip.write(dir.resolve("other.mjpeg"), 23, DRAWN_FRAMES);
    try (Chromium chromium = Chromium.startWith(ALLOWED, CAMERA, playing(other))) {
      // Given somebody who does not agree to be compared
      KioskScreen kiosk = kiosk(chromium);
      List<Response> looks = looks(kiosk.page());
      kiosk.add("Cotton T-Shirt");
      kiosk.card("tok_declined");
      photograph(kiosk, /* agrees= */ false);
      kiosk.pay();

      assertThat(kiosk.receiptNumber()).isNotEmpty();
      assertThat(looks).isEmpty();
      CountedCameras.assertOff(kiosk.page(), 1);
    }
  }

  /** Takes a live photo with the device's camera, and uses it; its id. */
  private static String photograph(KioskScreen kiosk, boolean agrees) {
    Page page = kiosk.page();
    kiosk.openBooth();
    kiosk.choose("This device");
    assertThat(page.locator("dialog[open]")).containsText("one more look of the camera");
    if (agrees) {
      page.locator("#photo-compare").check();
    }
    Response taken =
        page.waitForResponse(
            answer -> answer.url().contains("/frames") && answer.status() == 201,
            () -> kiosk.booth("Take photo").click());
    JsonObject photo = new JsonObject(taken.text()).getJsonObject("photo");
    assertThat(photo.getJsonObject("face").getBoolean("verified")).as(taken.text()).isTrue();
    kiosk.booth("Use this photo").click();
    return photo.getString("photoId");
  }

  /** What the node says of who is there, look by look. */
  private static List<String> persons(List<Response> looks) {
    return looks.stream().map(answer -> new JsonObject(answer.text()).getString("person")).toList();
  }

  private static List<Response> looks(Page page) {
    List<Response> looks = new CopyOnWriteArrayList<>();
    page.onResponse(
        answer -> {
          if (answer.url().contains("/presence")) {
            looks.add(answer);
          }
        });
    return looks;
  }

  private static void saysAlways(Page page, String person) {
    page.route(
        "**/presence?**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(
                        new JsonObject()
                            .put("photoId", "any")
                            .put("person", person)
                            .putNull("why")
                            .encode())));
  }

  /** Whoever is before the camera the next time that it is opened. */
  private void shows(Path camera, Path clip) throws IOException {
    Path next = Files.copy(clip, dir.resolve("next.mjpeg"));
    Files.move(next, camera, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Locator again(Page page) {
    return page.locator("tw-second-look dialog[open]");
  }

  private static KioskScreen kiosk(Chromium chromium) {
    return CountedCameras.kiosk(chromium, SHOP.nodes().node("store-a").link(KIOSK));
  }
}
