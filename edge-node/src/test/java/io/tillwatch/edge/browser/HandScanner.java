package io.tillwatch.edge.browser;

import com.microsoft.playwright.Page;

/**
 * The keyboard of a page as a hand scanner and as a hand use it. The page's clock stands still
 * while a scanner types, so that its keys follow each other at once on a machine however busy.
 */
final class HandScanner {
  private static final long MILLIS_BETWEEN_KEYS_OF_A_HAND = 90;
  private final Page page;

  private HandScanner(Page page) {
    this.page = page;
  }

  /** Stops the clock of the page as it is. */
  static HandScanner at(Page page) {
    page.clock().install();
    page.clock().pauseAt(Long.parseLong(page.evaluate("String(Date.now() + 1000)").toString()));
    return new HandScanner(page);
  }

  void scan(String code) {
    page.keyboard().type(code);
    page.keyboard().press("Enter");
    // the next burst is another one
    page.clock().runFor(1_000);
  }

  void typeByHand(String text) {
    for (int i = 0; i < text.length(); i++) {
      page.keyboard().type(text.substring(i, i + 1));
      page.clock().runFor(MILLIS_BETWEEN_KEYS_OF_A_HAND);
    }
  }
}
