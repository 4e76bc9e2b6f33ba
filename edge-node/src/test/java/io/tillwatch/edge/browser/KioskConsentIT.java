package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person before the kiosk's camera is asked, and what is kept of the answer. */
class KioskConsentIT {
  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  @Test
  void asksNothingAboutComparingWhereNothingIsCompared() {
    KioskScreen kiosk = SHOP.kiosk("store-a");
    openBooth(kiosk);

    assertThat(kiosk.page().locator("#photo-compare")).hasCount(0);
    assertThat(consentOf(kiosk)).isEqualTo(agreedTo(PhotoConsent.PHOTO));
  }

  @Test
  void comparesOnlyForThosePeopleWhoSaySoEachTimeAnew() {
    // Given a kiosk whose node says that it can compare faces
    KioskScreen kiosk = SHOP.kiosk("store-a");
    Page page = kiosk.page();
    page.route(
        Pattern.compile(".*/api/v1/camera(\\?.*)?"),
        route -> {
          JsonObject camera = new JsonObject(route.fetch().text()).put("matching", true);
          route.fulfill(new Route.FulfillOptions().setBody(camera.encode()));
        });
    page.reload();
    openBooth(kiosk);
    Locator compare = page.locator("#photo-compare");
    assertThat(compare).not().isChecked();
    AxeCheck.passes("photo consent", page);

    // When the person agrees
    compare.check();
    assertThat(consentOf(kiosk)).isEqualTo(agreedTo(PhotoConsent.PHOTO, PhotoConsent.MATCH));

    // Then the next photo is asked for anew
    kiosk.booth("Close without a photo").click();
    kiosk.button("Take photo").click();
    assertThat(compare).not().isChecked();
    assertThat(consentOf(kiosk)).isEqualTo(agreedTo(PhotoConsent.PHOTO));
  }

  private static void openBooth(KioskScreen kiosk) {
    kiosk.add("Cotton T-Shirt");
    kiosk.button("Take photo").click();
  }

  private static PhotoConsent agreedTo(String... purposes) {
    return new PhotoConsent(List.of(purposes), "kiosk-1", "en");
  }

  /** Takes a photo, and reads the record that the node keeps of it. */
  private static PhotoConsent consentOf(KioskScreen kiosk) {
    Response taken =
        kiosk
            .page()
            .waitForResponse("**/api/v1/camera/captures", () -> kiosk.booth("Take photo").click());
    String id = new JsonObject(taken.text()).getString("photoId");
    return await(
        SHOP.nodes()
            .node("store-a")
            .bus()
            .ask(Channels.FACTS, FactsQuery.one(id))
            .map(page -> ((Photo) page.facts().get(0).fact()).consent()));
  }
}
