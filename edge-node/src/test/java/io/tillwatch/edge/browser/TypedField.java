package io.tillwatch.edge.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * A field of a page into which somebody can type, as a test finds it there by itself.
 *
 * @param id of its element
 * @param kind names it whatever it is about: the note of one return is that of another
 * @param secret whether it is emptied on purpose
 */
record TypedField(String id, String kind, boolean secret) {
  /** Every one that can be used now; folded parts of the page are opened first. */
  static List<TypedField> of(Page page) {
    return ((List<?>) page.evaluate(FIND))
        .stream()
            .map(found -> (Map<?, ?>) found)
            .map(
                found ->
                    new TypedField(
                        (String) found.get("id"),
                        (String) found.get("kind"),
                        (boolean) found.get("secret")))
            .toList();
  }

  /** What can be pressed on the page, by name. */
  static Object keys(Page page) {
    return page.evaluate("() => %s.map(%s)".formatted(USABLE, NAME));
  }

  /** Types the text in place of what is there, and says what the field took of it. */
  String type(Page page, String text) {
    at(page).fill(text);
    return value(page);
  }

  /** Whether it can still be used. */
  boolean isThere(Page page) {
    return of(page).contains(this);
  }

  String value(Page page) {
    return at(page).inputValue();
  }

  /**
   * Sends what was typed in one of the ways there are: by Enter, or by a key of its form or row, or
   * by one that could not be pressed before.
   *
   * @param before what could be pressed before it was typed
   * @param turn which way, over and over
   * @return what was pressed
   */
  String send(Page page, Object before, int turn) {
    Map<String, Object> given = Map.of("id", id, "before", before, "turn", turn);
    String pressed = (String) page.evaluate(PRESS, given);
    if (pressed.isEmpty()) {
      at(page).press("Enter");
    }
    return pressed.isEmpty() ? "Enter" : pressed;
  }

  private Locator at(Page page) {
    return page.locator("[id='" + id + "']");
  }

  private static final String FIND =
      """
      () => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        const modal = document.querySelector("dialog:modal");
        const others = ["checkbox", "radio", "button", "submit", "reset", "hidden", "file"];
        return [...document.querySelectorAll("input, textarea")]
          .filter((e) => !others.includes(e.type) && !e.disabled && !e.readOnly)
          .filter((e) => e.checkVisibility() && (!modal || modal.contains(e)))
          .map((e) => ({
            id: e.id,
            kind: `${ownerOf(e)} ${e.id.replace(/\\w+_\\w{8,}/, "…")}`,
            secret: e.type === "password",
          }));
        function ownerOf(e) {
          let owner = e;
          while (owner && !owner.localName.includes("-")) owner = owner.parentElement;
          return owner?.localName ?? "page";
        }
      }""";

  private static final String USABLE =
      "[...document.querySelectorAll('button')].filter((e) => !e.disabled && e.checkVisibility())";

  private static final String NAME =
      "((e) => [e.dataset.click, e.name, e.value, e.textContent.trim()].join(' '))";

  private static final String PRESS =
      """
      ({ id, before, turn }) => {
        const field = document.getElementById(id);
        const own = field.form ?? field.closest("li");
        const name = %s;
        const keys = %s.filter((e) => own?.contains(e) || !before.includes(name(e)));
        const which = turn %% (keys.length + 1);
        if (which === 0) return "";
        keys[which - 1].click();
        return name(keys[which - 1]);
      }"""
          .formatted(NAME, USABLE);
}
