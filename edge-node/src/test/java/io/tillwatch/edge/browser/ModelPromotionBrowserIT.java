package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.keys.ApiKeys;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.ModelFiles;
import io.tillwatch.edge.web.Http;
import io.tillwatch.edge.web.SampleModels;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people promote a model on the page, each signed in with a key of their own. */
class ModelPromotionBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] MODEL = ModelFiles.ofAmounts(1.1);
  private static final String HASH = Sha256.hex(MODEL);

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  private static Http admin;
  private static String annsKey;
  private static String annsSpareKey;
  private static String bobsKey;

  @BeforeAll
  static void nameAdmins() throws IOException {
    admin = Http.of(SHOP.nodes().config("store-a"), "admin");
    ApiKeys keys = ApiKeys.open(SHOP.nodes().config("store-a"));
    annsKey = keys.create(Role.ADMIN, null, "ann").secret();
    annsSpareKey = keys.create(Role.ADMIN, null, "ann").secret();
    bobsKey = keys.create(Role.ADMIN, null, "bob").secret();
    Http bob = admin.as(bobsKey);
    Await.until("the keys are known", PATIENCE, () -> bob.get("/api/v1/stats").status() == 200);
    SampleModels.challenger(admin, MODEL);
  }

  @Test
  void twoNamedPeoplePromoteItAndThatIsAuditedAndOnePersonDoesNotWithTwoKeys() {
    // Given a page that the printed link opened, which has nobody's name
    Page nobody = SHOP.open("store-a", io.tillwatch.edge.web.access.Page.DASH);
    openModels(nobody);
    assertThat(button(nobody, "Propose to promote")).hasCount(0);

    // When ann proposes it, and promotes it with her other key
    Page ann = signIn(annsKey);
    act(ann, "Propose to promote");
    assertThat(ann.locator("[data-key=models]")).containsText("ann (");
    assertThat(ann.locator("[data-key=models]")).containsText("a second person promotes it");
    Page again = signIn(annsSpareKey);
    act(again, "Promote in every store");

    // Then nothing is promoted until bob does
    assertThat(again.getByRole(AriaRole.ALERT)).containsText("a second, different person");
    assertThat(models().getString("champion")).isNull();
    Page bob = signIn(bobsKey);
    act(bob, "Promote in every store");
    assertThat(row(bob)).containsText("Champion");
    JsonObject term = models().getJsonArray("terms").getJsonObject(0);
    assertThat(term.getString("proposedBy")).isEqualTo("ann");
    assertThat(term.getString("by")).isEqualTo("bob");
    assertThat(audited("MODEL_PROPOSED")).containsExactly("ann");
    assertThat(audited("MODEL_PROMOTED")).containsExactly("bob");
  }

  private static JsonObject models() {
    return admin.get("/api/v1/models").json();
  }

  private static List<String> audited(String act) {
    return admin
        .get("/api/v1/audit/export")
        .body()
        .lines()
        .map(JsonObject::new)
        .filter(line -> act.equals(line.getString("action")))
        .map(line -> line.getString("by"))
        .toList();
  }

  private static Page signIn(String key) {
    Page page = SHOP.chromium().page(1366, 900, ColorScheme.LIGHT);
    page.navigate(admin.base() + "/");
    page.locator("tw-sign-in input").fill(key);
    page.keyboard().press("Enter");
    openModels(page);
    return page;
  }

  private static void openModels(Page page) {
    page.locator("nav.pages").waitFor();
    page.navigate(admin.base() + "/?page=rules&tab=model");
    assertThat(row(page)).isVisible();
  }

  private static Locator row(Page page) {
    return page.locator("tr[data-key='" + HASH + "']");
  }

  private static void act(Page page, String name) {
    button(page, "Try on the last 30 days").click();
    assertThat(page.locator("#backtest-title")).isVisible();
    button(page, name).click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
