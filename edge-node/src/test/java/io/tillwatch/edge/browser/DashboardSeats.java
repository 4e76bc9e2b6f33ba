package io.tillwatch.edge.browser;

import static io.tillwatch.edge.web.access.Page.DASH;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.browser.DashboardStop.Who;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.web.Http;
import java.util.LinkedHashMap;
import java.util.Map;

/** The dashboard of one store on screens of any size, each with somebody before it. */
final class DashboardSeats {
  private final BrowserShop shop;
  private final String store;
  private final String node;
  private final Map<Seat, Page> taken = new LinkedHashMap<>();

  /** A screen. */
  record Screen(int width, int height, ColorScheme colours) {
    @Override
    public String toString() {
      return width + " " + colours;
    }
  }

  private record Seat(Screen screen, Who who) {}

  /** Of that store; nobody sits there yet. */
  DashboardSeats(BrowserShop shop, String store) {
    this.shop = shop;
    this.store = store;
    this.node = Http.of(config(), "reviewer").base();
  }

  /** Where the store's pages are. */
  String node() {
    return node;
  }

  /** The page of that person on that screen: the same each time, signed in once. */
  Page sit(Screen screen, Who who) {
    return taken.computeIfAbsent(new Seat(screen, who), this::take);
  }

  private Page take(Seat seat) {
    Screen screen = seat.screen();
    Page page = shop.chromium().page(screen.width(), screen.height(), screen.colours());
    switch (seat.who()) {
      case REVIEWER -> page.navigate(shop.nodes().node(store).link(DASH).toString());
      case ADMIN -> {
        page.navigate(node + "/");
        page.locator("tw-sign-in input").fill(Http.keyOf(config(), "admin"));
        page.keyboard().press("Enter");
      }
      case NOBODY -> {
        return page;
      }
    }
    page.locator("nav.pages").waitFor();
    return page;
  }

  private EdgeConfig config() {
    return shop.nodes().config(store);
  }
}
