package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A kiosk before a node that is a process: stopped, resumed, killed and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KioskOutageIT {
  private static final long SECOND = 1_000;

  private Chromium chromium;
  private TestNodes prepared;
  private EdgeConfig config;
  private NodeOfItsOwn node;

  @BeforeAll
  void start(@TempDir Path dir) {
    chromium = Chromium.start();
    prepared = new TestNodes(dir, "store-a");
    config = prepared.config("store-a");
    node = new NodeOfItsOwn(dir.resolve("store-a.yaml"), config);
    node.start();
  }

  @AfterEach
  void closePages() {
    chromium.closePages();
  }

  @AfterAll
  void stop() {
    if (node != null) {
      node.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void finishesTheSaleOnceThatWasSentToAStoppedNode() {
    // Given a basket, and a node that says nothing any more
    KioskScreen kiosk = kiosk("STOPPED_1");
    Page page = kiosk.page();
    node.stop();
    try {
      kiosk.pay();

      // When five seconds pass, then the request ends, and people choose
      page.clock().runFor(6 * SECOND);
      assertThat(kiosk.heading("We do not know yet")).isVisible();
      assertThat(kiosk.button("^Try again$")).isVisible();
      assertThat(kiosk.button("^Stop")).isVisible();

      // And within eight the page says since when it is not connected
      page.clock().runFor(2 * SECOND);
      assertThat(page.locator(".banner")).containsText("Not connected since");
      kiosk.button("^Try again$").click();
    } finally {
      node.resume();
    }

    // When the node goes on, then the sale is finished, once
    page.clock().runFor(8 * SECOND);
    kiosk.receiptNumber();
    assertThat(page.locator(".banner")).hasCount(0);
    assertThat(sales("STOPPED_1")).isEqualTo(1);
  }

  @Test
  void sellsOnceForADoubleTap() {
    KioskScreen kiosk = kiosk("DOUBLE_1");

    kiosk.page().locator(".finish").dblclick();

    kiosk.receiptNumber();
    assertThat(sales("DOUBLE_1")).isEqualTo(1);
  }

  @Test
  void staysSignedInOverARestartAndFinishesWhatWasPending() {
    // Given a sale that is sent while the node is killed
    KioskScreen kiosk = kiosk("RESTART_1");
    Page page = kiosk.page();
    node.kill();
    kiosk.pay();
    page.clock().runFor(6 * SECOND);
    assertThat(kiosk.heading("We do not know yet")).isVisible();

    // When the page is reloaded after the node is there again
    node.start();
    page.reload();

    // Then the kiosk is signed in as it was, and the sale is finished once
    String receipt = kiosk.receiptNumber();
    assertThat(sales("RESTART_1")).isEqualTo(1);
    page.reload();
    assertThat(page.locator(".receipt-number")).hasText(receipt);
  }

  private int sales(String customer) {
    return Http.of(config, "reviewer")
        .get("/api/v1/transactions?type=SALE&customerId=" + customer)
        .json()
        .getJsonArray("items")
        .size();
  }

  /** A kiosk that was signed in by key, with a shirt in the basket of that customer. */
  private KioskScreen kiosk(String customer) {
    Page page = chromium.page(1024, 768, ColorScheme.LIGHT);
    page.clock().install();
    page.navigate(config.http().publicUrl().resolve("/kiosk").toString());
    page.locator("#key").fill(Http.keyOf(config, "kiosk"));
    page.locator("tw-sign-in button").click();
    KioskScreen kiosk = new KioskScreen(page);
    kiosk.add("Cotton T-Shirt");
    kiosk.customer(customer);
    kiosk.card("tok_outage");
    return kiosk;
  }
}
