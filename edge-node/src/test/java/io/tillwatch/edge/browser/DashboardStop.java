package io.tillwatch.edge.browser;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One page of the dashboard in one of its states.
 *
 * @param name what a failure calls it
 * @param stage what has happened in the shop by then
 * @param who is signed in
 * @param address behind the node's; asked for once the stage is reached
 * @param before what is to be done before the page is loaded
 * @param then what leads from the page to its state
 */
record DashboardStop(
    String name,
    Stage stage,
    Who who,
    Supplier<String> address,
    Consumer<Page> before,
    Consumer<Page> then) {

  /** What has happened in the shop, one after the other. */
  enum Stage {
    /** Nothing. */
    OPENED,
    /** Sales, and returns that were held or refused; somebody is on a list. */
    TRADED,
    /** A model was brought. */
    TRAINED,
    /** The demo was played. */
    PLAYED
  }

  /** Who is signed in. */
  enum Who {
    REVIEWER,
    ADMIN,
    NOBODY
  }

  /** Loads the page of that node. */
  void load(Page page, String node) {
    page.unrouteAll();
    before.accept(page);
    page.navigate("about:blank");
    page.navigate(node + "/" + address.get());
    page.locator(who == Who.NOBODY ? "tw-sign-in input" : ".feed-state.live").waitFor();
  }

  /** Does what leads from the page to its state. */
  void act(Page page) {
    then.accept(page);
  }

  @Override
  public String toString() {
    return name;
  }
}
