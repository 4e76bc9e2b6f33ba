package io.tillwatch.edge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import io.tillwatch.edge.browser.DashboardSeats.Screen;
import io.tillwatch.edge.browser.DashboardStop.Stage;
import io.tillwatch.edge.browser.DashboardStop.Who;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nonsense in every field of every page of the dashboard, and in every part of its address: the
 * page says what is wrong or finds nothing, keeps what was typed, stays whole, and its node answers
 * each request. The test finds fields and parts by itself. In each build those of one page in three
 * get some of the nonsense in turn, with {@code -Dtillwatch.pages.all=true} all of it, on a phone
 * and on a desk.
 */
class NonsenseBrowserIT {
  private static final boolean ALL = Boolean.getBoolean("tillwatch.pages.all");
  private static final int SOME = ALL ? Nonsense.values().length : 1;
  private static final List<Screen> SCREENS =
      List.of(
          new Screen(PageLayout.PHONE, 844, ColorScheme.LIGHT),
          new Screen(1440, 900, ColorScheme.DARK));

  /** After so long what was done can be taken back no more, and is sent. */
  private static final long SENT_MILLIS = 10_100;

  /** Every so many addresses one is opened as from another page. */
  private static final int OPENED = 6;

  @RegisterExtension static final BrowserShop SHOP = BrowserShop.ofDemo("store-a");

  private static DashboardTour tour;
  private final Map<Page, PageWatch> watches = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private DashboardSeats seats;

  /** A kind of field on a page. */
  private record Place(DashboardStop stop, Page page, String kind, String words) {}

  @BeforeAll
  static void open() {
    tour = new DashboardTour(SHOP.nodes());
  }

  /** Everybody signs in before nonsense is offered as a key, which a node counts against them. */
  @BeforeEach
  void takeSeats() {
    seats = new DashboardSeats(SHOP, "store-a");
    for (Screen screen : SCREENS) {
      for (Who who : Who.values()) {
        Page page = seats.sit(screen, who);
        page.clock().install();
        watches.put(page, new PageWatch(page, SHOP.chromium().troubles()));
      }
    }
  }

  @Test
  void saysWhatIsWrongWithNonsenseInAnyFieldAndKeepsIt() {
    Set<String> tried = new TreeSet<>();
    int turn = 0;
    for (DashboardStop stop : someOf(MatrixPart.GIVEN.of(tour.stops()))) {
      tour.reach(stop.stage());
      for (Screen screen : ALL ? SCREENS : List.of(SCREENS.get(turn % SCREENS.size()))) {
        Page page = seats.sit(screen, stop.who());
        reach(stop, page);
        for (TypedField field : TypedField.of(page)) {
          // the same box stands on every page: in a build once is enough
          if (tried.add(field.kind()) || ALL) {
            String words = field.kind() + " of " + stop + " on " + screen;
            type(new Place(stop, page, field.kind(), words), Nonsense.some(turn++, SOME));
          }
        }
        page.navigate("about:blank");
      }
    }
    System.out.printf("nonsense: %d fields, part %s: %s%n", tried.size(), MatrixPart.GIVEN, tried);
    assertThat(faults).isEmpty();
    if (MatrixPart.GIVEN.of() == 1) {
      assertThat(tried).hasSizeGreaterThan(ALL ? 20 : 5);
    }
  }

  @Test
  void standsNonsenseInAnyPartOfTheAddress() {
    tour.reach(Stage.TRADED);
    Page page = seats.sit(SCREENS.get(0), Who.ADMIN);
    begin(page);
    List<AddressPart> parts = someOf(AddressPart.of(page, ALL));
    int addresses = 0;
    for (int i = 0; i < parts.size(); i++) {
      AddressPart part = parts.get(i);
      for (Nonsense nonsense : Nonsense.some(i, SOME)) {
        boolean isOpened = ++addresses % OPENED == 0;
        visit(page, part.holding(nonsense.text()), nonsense + " in " + part, isOpened);
      }
    }
    visit(page, AddressPart.BACKWARDS, "times backwards", false);
    assertThat(page.locator("tw-cut-sheet .empty")).isVisible();
    System.out.printf("nonsense: %d parts of addresses, %d addresses%n", parts.size(), addresses);
    assertThat(faults).isEmpty();
  }

  /** In a build one in three, evenly. */
  private static <T> List<T> someOf(List<T> all) {
    return ALL
        ? all
        : IntStream.range(0, all.size()).filter(i -> i % 3 == 0).mapToObj(all::get).toList();
  }

  private void type(Place place, List<Nonsense> all) {
    int turn = 0;
    for (Nonsense nonsense : all) {
      try {
        Optional<TypedField> field = fieldOf(place);
        if (field.isEmpty()) {
          tour.keepWaiting();
          reach(place.stop(), place.page());
          field = fieldOf(place);
        }
        assertThat(field).as("still there").isPresent();
        type(place, field.get(), nonsense, turn++);
      } catch (AssertionError | PlaywrightException e) {
        note(nonsense + " in " + place.words(), e);
        reach(place.stop(), place.page());
      }
    }
  }

  private void type(Place place, TypedField field, Nonsense nonsense, int way) {
    Page page = place.page();
    PageWatch watch = watches.get(page);
    String address = page.url();
    Object keys = TypedField.keys(page);
    String typed = field.type(page, nonsense.text());
    watch.settle();
    String pressed = field.send(page, keys, way);
    watch.settle();
    if (page.locator("tw-outbox-bar li").count() > 0) {
      page.clock().fastForward(SENT_MILLIS);
      watch.settle();
    }
    boolean isRefused = watch.isRefused("by " + pressed);
    if (isRefused && !field.secret() && TypedField.of(page).contains(field)) {
      assertThat(seen(field.value(page))).as("kept, by " + pressed).isEqualTo(seen(typed));
    }
    if (!page.url().equals(address)) {
      reach(place.stop(), page);
    }
  }

  /** Without the blanks around it, as scripts see blanks. */
  private static String seen(String text) {
    return text.replaceAll("^[\\s\\p{Z}\ufeff]+|[\\s\\p{Z}\ufeff]+$", "");
  }

  private static Optional<TypedField> fieldOf(Place place) {
    return TypedField.of(place.page()).stream()
        .filter(field -> field.kind().equals(place.kind()))
        .findFirst();
  }

  private void reach(DashboardStop stop, Page page) {
    stop.load(page, seats.node());
    watches.get(page).settle();
    stop.act(page);
    watches.get(page).settle();
    watches.get(page).forget();
  }

  /** Goes there as a link of the page does, or as from another page. */
  private void visit(Page page, String address, String what, boolean isOpened) {
    try {
      if (isOpened) {
        page.navigate("about:blank");
        page.navigate(seats.node() + "/" + address);
        page.locator(".feed-state.live").waitFor();
      } else {
        page.evaluate(FOLLOW, address);
      }
      watches.get(page).settle();
      assertThat(page.locator("[data-key=loading]")).hasCount(0);
      watches.get(page).settle();
      watches.get(page).isRefused(what);
      assertThat(page.locator("header.top")).isVisible();
    } catch (AssertionError | PlaywrightException e) {
      note(what, e);
      begin(page);
    }
  }

  private void begin(Page page) {
    page.navigate("about:blank");
    page.navigate(seats.node() + "/");
    page.locator(".feed-state.live").waitFor();
    watches.get(page).settle();
    watches.get(page).forget();
  }

  private void note(String what, Throwable fault) {
    faults.add(what + ": " + fault.getMessage());
    System.out.println("nonsense: " + what + ": " + fault.getMessage());
  }

  private static final String FOLLOW =
      """
      (address) => {
        history.pushState(null, "", "/" + address);
        dispatchEvent(new PopStateEvent("popstate"));
        dispatchEvent(new HashChangeEvent("hashchange"));
      }""";
}
