package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A lane with a camera of its own, in a store whose common camera is another. */
class KioskLaneCameraIT {
  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void showsTheCameraOfItsLaneTakesThePhotoWithItAndSells() {
    // Given a kiosk that stands at that lane
    KioskScreen kiosk = SHOP.kiosk("store-a");
    Page page = kiosk.page();
    kiosk.add("Cotton T-Shirt");
    page.evaluate(
        "localStorage.setItem('tillwatch.lane', JSON.stringify({lane: 'A-77', cashier: ''}))");
    page.reload();
    kiosk.card("tok_lane");

    // When the person looks into it
    kiosk.openBooth();
    kiosk.choose("Lane camera");
    Locator preview = page.locator("img.preview");
    assertThat(preview).hasAttribute("src", Pattern.compile(".*/camera/preview\\?.*lane=A-77.*"));
    page.waitForCondition(() -> (int) preview.evaluate("image => image.naturalWidth") > 0);
    Response taken =
        page.waitForResponse("**/api/v1/camera/captures", () -> kiosk.booth("Take photo").click());

    // Then that camera took the photo, and the sale has it
    JsonObject photo = new JsonObject(taken.text());
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(photo.getJsonObject("face").getInteger("count")).isEqualTo(1);
    kiosk.booth("Use this photo").click();
    JsonObject sale = new JsonObject(page.waitForRequest("**/api/v1/sales", kiosk::pay).postData());
    assertThat(sale.getString("laneId")).isEqualTo("A-77");
    assertThat(sale.getString("photoId")).isEqualTo(photo.getString("photoId"));
    assertThat(kiosk.receiptNumber()).isNotEmpty();
  }

  @Test
  void showsStaffThatCameraWithItsFiguresAndAHintAndWritesItDown() {
    // Given somebody at the dashboard's page of stores
    Page page = SHOP.open("store-a", io.tillwatch.edge.web.access.Page.DASH);
    page.locator(".feed-state.live").waitFor();
    page.navigate(URI.create(page.url()).resolve("/?page=stores").toString());
    Locator panel = page.locator("tw-lane-camera");

    // When they watch the lane's camera
    panel.getByText("A-77").click();
    panel.getByText("Watch the camera").click();

    // Then they see it, with its figures
    Locator preview = panel.locator("img.lane-preview");
    assertThat(preview).hasAttribute("src", Pattern.compile(".*/camera/preview\\?.*lane=A-77.*"));
    page.waitForCondition(() -> (int) preview.evaluate("image => image.naturalWidth") > 0);
    assertThat(panel).containsText("frames a second");
    assertThat(panel).containsText("Sharpness");
    assertThat(panel.locator(".look-hint")).not().isEmpty();
    AxeCheck.passes("lane camera", page);

    // And nothing is asked of the camera once they stop
    panel.getByText("Stop").click();
    assertThat(preview).hasCount(0);
    assertThat(panel).not().containsText("frames a second");
    page.navigate(URI.create(page.url()).resolve("/?page=audit").toString());
    assertThat(page.locator("main")).containsText("A-77 folder:");
  }
}
