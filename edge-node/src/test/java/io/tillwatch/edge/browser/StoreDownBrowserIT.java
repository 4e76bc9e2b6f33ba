package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import io.tillwatch.edge.support.TestNodes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is out of touch is seen at once, whatever part of the page is in sight. */
class StoreDownBrowserIT {
  private static final double SEEN_WITHIN_MILLIS = 5_000;

  @TempDir Path dir;

  @Test
  void saysAboveTheFoldThatAStoreIsDown() {
    try (Chromium chromium = Chromium.start();
        TestNodes nodes = new TestNodes(dir, "store-a", "store-b")) {
      // Given a dashboard that hears of both stores
      nodes.start("store-a");
      nodes.start("store-b");
      Page page = chromium.open(nodes.node("store-a"), io.tillwatch.edge.web.access.Page.DASH);
      assertThat(page.locator("tw-peer-panel .chip")).containsText("Connected");
      Locator alarm = page.getByText("Store B is out of touch.");
      assertThat(alarm).hasCount(0);

      // When B stops
      nodes.stop("store-b");

      // Then it is said, in sight without scrolling
      assertThat(alarm)
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SEEN_WITHIN_MILLIS));
      BoundingBox box = alarm.boundingBox();
      assertThat(box.y + box.height).isLessThan(page.viewportSize().height);
      AxeCheck.passes("dashboard with a store that is down", page);
    }
  }
}
