package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** What must fit, whatever a page shows. */
final class PageLayout {
  /** Up to this width a screen is a phone's. */
  static final int PHONE = 390;

  private static final double MOST_SCREENS = 3;

  private PageLayout() {}

  /** Fails where something stands over the side, is cut off, or on a phone scrolls sideways. */
  static void fits(String what, Page page) {
    assertThat(number(page, "document.documentElement.scrollWidth - innerWidth"))
        .as("over the side: " + what)
        .isLessThanOrEqualTo(0);
    assertThat((List<?>) page.evaluate(CUT_OFF)).as("cut off: " + what).isEmpty();
    assertThat((List<?>) page.evaluate(TOUCHES)).as("touches: " + what).isEmpty();
    if (isPhone(page)) {
      assertThat((List<?>) page.evaluate(SIDEWAYS)).as("scrolls sideways: " + what).isEmpty();
    }
  }

  /** Fails where a page of a phone is longer than three screens, or a row's value has no name. */
  static void suitsPhone(String what, Page page) {
    if (isPhone(page)) {
      assertThat(number(page, SCREENS)).as("screens: " + what).isLessThanOrEqualTo(MOST_SCREENS);
      assertThat((List<?>) page.evaluate(UNNAMED)).as("says no heading: " + what).isEmpty();
    }
  }

  private static boolean isPhone(Page page) {
    return page.viewportSize().width <= PHONE;
  }

  private static double number(Page page, String script) {
    return ((Number) page.evaluate(script)).doubleValue();
  }

  /** How many screens the page takes, or the case in front of it. */
  private static final String SCREENS =
      """
      () => (document.querySelector("dialog[open] .sheet-inside")?.scrollHeight
        ?? document.documentElement.scrollHeight) / innerHeight""";

  /** Cards and cases that are narrower than what is in them. */
  private static final String CUT_OFF =
      """
      () => [...document.querySelectorAll(".card, dialog[open], .sheet-inside, .case-head")]
        .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
        .map((e) => e.outerHTML.slice(0, 160))""";

  /** Words at the edge of their card, and cards that stand right below what is before them. */
  private static final String TOUCHES =
      """
      () => {
        const cards = [...document.querySelectorAll(".card")].filter((e) => e.checkVisibility());
        const words = (card) => {
          const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
          const { left } = card.getBoundingClientRect();
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            const { parentElement } = text;
            if (!text.data.trim() || !parentElement.checkVisibility()) continue;
            if (parentElement.closest(".visually-hidden, .table-scroll, .scroll, svg")) continue;
            const range = document.createRange();
            range.selectNode(text);
            const box = range.getBoundingClientRect();
            if (box.width > 1 && Math.abs(box.left - left) < 4) return true;
          }
          return false;
        };
        const stands = (card) => {
          const before = card.previousElementSibling;
          if (!before?.checkVisibility() || before.matches(".visually-hidden")) return false;
          const gap = card.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
          return before.getBoundingClientRect().height > 0 && gap > -1 && gap < 4;
        };
        return cards.filter((card) => words(card) || stands(card))
          .map((e) => e.outerHTML.slice(0, 160));
      }""";

  /** Tables, and what they stand in, that are wider than the room they have. */
  private static final String SIDEWAYS =
      """
      () => [...document.querySelectorAll("table, :has(> table)")]
        .filter((e) => e.checkVisibility() && e.clientWidth > 0)
        .filter((e) => e.scrollWidth > e.clientWidth + 1)
        .map((e) => e.outerHTML.slice(0, 160))""";

  /** Cells of rows that are cards, which say no heading or another one than their column has. */
  private static final String UNNAMED =
      """
      () => [...document.querySelectorAll("table.plain")]
        .filter((table) => table.checkVisibility() && table.tHead)
        .flatMap((table) => {
          const heads = [...table.tHead.rows[0].cells];
          return [...table.tBodies[0].rows]
            .filter((row) => row.cells.length === heads.length)
            .flatMap((row) => [...row.cells].filter((cell, i) => cell.localName === "td"
              && !heads[i].querySelector(".visually-hidden")
              && cell.dataset.label !== heads[i].textContent));
        })
        .map((cell) => cell.outerHTML.slice(0, 160))""";
}
