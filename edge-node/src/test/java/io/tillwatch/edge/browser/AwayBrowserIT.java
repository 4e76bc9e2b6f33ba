package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.tillwatch.edge.web.access.Page.DASH;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.web.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A dashboard that nobody looked at for an hour: idle meanwhile, and right in one drawing. */
class AwayBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int RAISED_BEFORE = 3;
  private static final int MISSED = 300;

  /** The stream is probed after a long silence; whoever is away asks for nothing else. */
  private static final int MOST_REQUESTS = 3;

  /** Twice what a screen shows of all lists. */
  private static final int MOST_ROWS_DRAWN = 100;

  @RegisterExtension static final BrowserShop SHOP = new BrowserShop("store-a");

  /** Hides the page: browsers tell it so, and draw no frame of it. */
  private static final String HIDE =
      """
      () => {
        const draw = window.requestAnimationFrame;
        window.askedFor = [];
        window.requestAnimationFrame = (task) => window.askedFor.push(task);
        let hidden = true;
        Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
        window.rowsDrawn = 0;
        new MutationObserver((records) => {
          for (const { addedNodes } of records) for (const node of addedNodes)
            if (node.dataset?.key) window.rowsDrawn++;
        }).observe(document.body, { childList: true, subtree: true });
        window.comeBack = () => {
          hidden = false;
          window.requestAnimationFrame = draw;
          document.dispatchEvent(new Event("visibilitychange"));
          for (const task of window.askedFor) draw(task);
        };
      }""";

  @Test
  void showsTheNewestAndTheNodesNumbersWhenItIsLookedAtAgain() {
    Http reviewer = Http.of(SHOP.nodes().config("store-a"), "reviewer");
    try (ShopTraffic traffic = new ShopTraffic(Http.of(SHOP.nodes().config("store-a"), "kiosk"))) {
      // Given a dashboard with alerts, that nobody looks at any more
      traffic.raiseAlerts(RAISED_BEFORE);
      Page page = SHOP.chromium().till();
      page.clock().install();
      page.navigate(SHOP.nodes().node("store-a").link(DASH).toString());
      page.locator("tw-transaction-list tbody tr").first().waitFor();
      page.locator("tw-alert-list li").first().waitFor();
      page.evaluate(HIDE);
      List<String> requests = new CopyOnWriteArrayList<>();
      page.onRequest(request -> requests.add(request.method() + " " + request.url()));

      // When much happens, and an hour passes
      traffic.runs(100);
      Await.until("so many are missed", PATIENCE, () -> traffic.answered().size() > MISSED);
      traffic.close();
      page.clock().fastForward(Duration.ofHours(1).toMillis());
      // figures are counted behind the answers to the till
      int open = RAISED_BEFORE + traffic.returnsThatRan();
      Await.until("the node counts them", PATIENCE, POLL, () -> openAlerts(reviewer) == open);
      String title = "(" + open + ") Dashboard · Tillwatch";
      Await.until("the title says so", PATIENCE, () -> page.title().equals(title));

      // Then it asked for one frame and for next to nothing else
      assertThat(requests).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
      assertThat(page.evaluate("askedFor.length")).isEqualTo(1);
      assertThat(page.evaluate("rowsDrawn")).isEqualTo(0);

      // When somebody looks, then the newest is there, and every number is the node's
      page.evaluate("comeBack()");
      String last = newest(traffic.answered());
      page.locator("tw-transaction-list tr[data-key='" + last + "']").waitFor();
      assertThat(page.locator("tw-alert-list h2"))
          .hasText("Alerts " + total(reviewer, "alerts?status=TODO"));
      assertThat(page.locator(".held-panel .chip"))
          .hasText(total(reviewer, "transactions?status=HELD"));
      assertThat(page.locator("tw-figure-tiles")).containsText(open + " alerts open");
      assertThat(page).hasTitle(title);
      assertThat((int) page.evaluate("rowsDrawn")).isLessThanOrEqualTo(MOST_ROWS_DRAWN);
      assertThat(SHOP.chromium().troubles()).isEmpty();
    }
  }

  private static int openAlerts(Http reviewer) {
    return reviewer.get("/api/v1/stats").json().getJsonObject("all").getInteger("openAlerts");
  }

  private static String total(Http reviewer, String list) {
    return String.valueOf(reviewer.get("/api/v1/" + list).json().getInteger("total"));
  }

  private static String newest(Map<String, Long> answered) {
    return answered.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
