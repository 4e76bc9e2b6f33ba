package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What a page asks its node for, what it is answered, and whether it stays whole. */
final class PageWatch {
  private static final Pattern DESK_LISTS = Pattern.compile("/api/v1/(alerts|transactions)\\?");
  private static final Page.WaitForConditionOptions PATIENCE =
      new Page.WaitForConditionOptions().setTimeout(20_000);

  private final Page page;
  private final List<String> troubles;
  private final Set<Request> underWay = ConcurrentHashMap.newKeySet();
  private final List<String> refused = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /** Watches from now on; the browser notes its troubles in that list. */
  PageWatch(Page page, List<String> troubles) {
    this.page = page;
    this.troubles = troubles;
    page.onRequest(this::asked);
    page.onRequestFinished(underWay::remove);
    page.onRequestFailed(underWay::remove);
    page.onResponse(this::answered);
    page.onFrameNavigated(this::left);
  }

  /** Returns when the page has drawn what came of all that it asked for. */
  void settle() {
    for (int i = 0; i < 2; i++) {
      draw();
      page.waitForCondition(underWay::isEmpty, PATIENCE);
    }
    draw();
  }

  /** What happened until now is past. */
  void forget() {
    refused.clear();
    broken.clear();
    troubles.clear();
  }

  /**
   * Fails where since it was asked last the node had no answer or the browser was in trouble, where
   * the page does not fit or what was typed became a part of it, and where it does not say what was
   * refused. Says whether anything was.
   */
  boolean isRefused(String what) {
    List<String> no = refused.stream().filter(this::isInSight).toList();
    List<String> none = List.copyOf(broken);
    List<String> console = List.copyOf(troubles);
    forget();
    assertThat(none).as("no answer, " + what).isEmpty();
    assertThat(console).as("console, " + what).isEmpty();
    PageLayout.fits(what, page);
    assertThat((boolean) page.evaluate(WHOLE)).as("whole, " + what).isTrue();
    List<?> said = (List<?>) page.evaluate(SAID);
    assertThat(said.toString()).as("in words, " + what).doesNotContain("undefined", "[object");
    if (!no.isEmpty()) {
      assertThat(said).as("says what is wrong with " + no + ", " + what).isNotEmpty();
    }
    return !no.isEmpty();
  }

  /** The desk's lists are read on every page, and are shown, with what is wrong, on the desk. */
  private boolean isInSight(String call) {
    return page.locator("tw-alert-list").count() > 0 || !DESK_LISTS.matcher(call).find();
  }

  private void draw() {
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  private void asked(Request request) {
    if (isCall(request)) {
      underWay.add(request);
    }
  }

  /** Of what a page asked for that was left nobody hears. */
  private void left(Frame frame) {
    if (frame.url().equals("about:blank")) {
      underWay.clear();
    }
  }

  private void answered(Response response) {
    int status = response.status();
    if (isCall(response.request()) && status >= 400) {
      String what = status + " " + response.request().method() + " " + response.url();
      (status >= 500 ? broken : refused).add(what);
    }
  }

  /** Events go on for ever. */
  private static boolean isCall(Request request) {
    return request.url().contains("/api/v1/") && !request.url().contains("/api/v1/events");
  }

  /** Whether it is a page as it should be, and nothing that was typed became a part of it. */
  private static final String WHOLE =
      """
      () => window.nonsense === undefined
        && !document.querySelector("img[src=x], script:not([src])")
        && Boolean(document.querySelector("header.top, tw-sign-in h1"))""";

  /** What the page says of what went wrong. */
  private static final String SAID =
      """
      () => [...document.querySelectorAll("[role=alert], .error, .failed")]
        .filter((e) => e.checkVisibility())
        .map((e) => e.textContent.trim())
        .filter(Boolean)""";
}
