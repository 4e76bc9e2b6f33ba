package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.tillwatch.edge.support.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A kiosk's page in which somebody types and scans whatever comes to mind: finds the fields of the
 * screen that is shown, types into them, and looks at what became of it.
 */
final class NonsenseScreen {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  private static final String FIELDS =
      """
      () => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(
          "input:not([type=radio], [type=checkbox]), textarea")]
        .filter(e => e.checkVisibility() && !e.disabled && !e.closest("[inert]"))""";

  /** What people read and no program should have said. */
  private static final String BAD_WORDS =
      "undefined|\\[object|\\bNaN\\b|\\bnull\\b|Error\\b|malformed|\\bURI\\b|\\{\\w+\\}";

  private static final String LINES =
      """
      () => [...document.querySelectorAll(".line, .return-line")].map(line =>
        line.querySelector(".line-name").textContent.trim() + " x "
          + line.querySelector("output").textContent)""";

  private static final String STAGE =
      """
      () => [document.querySelector("main")?.firstElementChild?.dataset.key,
        document.querySelector(".desk, .finder, .outcome h1, tw-attract")?.className,
        document.querySelector(".receipt-number")?.textContent,
        document.querySelector("dialog[open]")?.className].join()""";

  /** What stands out at the side, of what is said on the screen. */
  private static final String STANDS_OUT =
      """
      () => [...document.querySelectorAll(
          ".error, .notice, [role=alert], h1, h2, .line-name, .receipt-number, dialog[open], "
          + "input, button, p")]
        .filter(e => e.checkVisibility() && !e.matches(".visually-hidden, .visually-hidden *"))
        .filter(e => {
          const { left, right, width } = e.getBoundingClientRect();
          return width > 1 && (left < -1 || right > innerWidth + 1);
        })
        .map(e => e.outerHTML.slice(0, 160))""";

  private final Page page;
  private final Set<Request> underWay = ConcurrentHashMap.newKeySet();
  private final List<String> broken = new ArrayList<>();
  private boolean refused;

  NonsenseScreen(Page page) {
    this.page = page;
    page.onRequest(this::asked);
    page.onRequestFinished(underWay::remove);
    page.onRequestFailed(underWay::remove);
    // of what was asked for by a page that is left, nobody may hear
    page.onFrameNavigated(this::left);
    page.onResponse(
        response -> {
          if (response.status() >= 500) {
            broken.add(response.status() + " " + response.url());
          }
          refused |= response.status() >= 400;
        });
  }

  private void left(Frame frame) {
    if (frame.url().endsWith(KioskStop.BETWEEN)) {
      underWay.clear();
    }
  }

  private void asked(Request request) {
    if (request.url().contains("/api/v1/") && !request.url().contains("/events")) {
      underWay.add(request);
    }
  }

  /** Goes to a screen, and opens what is folded up there. */
  void show(KioskStop stop, String language) {
    stop.show(page, language, any -> {});
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })");
    calm();
  }

  int fields() {
    return (Integer) page.evaluate("(" + FIELDS + ")().length");
  }

  Object stage() {
    return page.evaluate(STAGE);
  }

  /** What stands in the field that has the focus. */
  String inFocus() {
    return (String) page.evaluate("() => document.activeElement.value ?? ''");
  }

  Object lines() {
    return page.evaluate(LINES);
  }

  /** Types into a field, instead of what is there, and presses Enter. */
  void typeInto(int field, String text) {
    refused = false;
    Object stage = stage();
    Object lines = lines();
    Map<?, ?> typed = type(field, text);
    page.keyboard().press("Enter");
    calm();
    looksWell(text);
    if (stage.equals(stage())) {
      assertThat(lines()).as("lines").isEqualTo(lines);
      assertThat(words("[role=alert]").isBlank()).as("silent about a refusal").isEqualTo(!refused);
      keepsWhatWasTyped(typed);
    } else {
      assertThat(refused).as("refused, and gone on").isFalse();
    }
  }

  /** Gives what stands in the field, and how to find that again. */
  private Map<?, ?> type(int field, String text) {
    return (Map<?, ?>)
        page.evaluate(
            """
            ([field, codes]) => {
              const input = (%s)()[field];
              input.focus();
              input.select();
              document.execCommand("insertText", false, String.fromCharCode(...codes));
              const { id, value, type } = input;
              return { id, value, secret: type === "password" };
            }"""
                .formatted(FIELDS),
            List.of(field, text.chars().boxed().toList()));
  }

  private void keepsWhatWasTyped(Map<?, ?> typed) {
    String id = String.valueOf(typed.get("id"));
    if (id.isEmpty() || Boolean.TRUE.equals(typed.get("secret"))) {
      return;
    }
    Object now = page.evaluate("id => document.getElementById(id)?.value ?? null", id);
    assertThat(now).as("what was typed into " + id).isEqualTo(typed.get("value"));
  }

  /** Whatever was done: what the screen says is for people, stays on it, and nothing broke. */
  void looksWell(String entered) {
    assertThat(broken).as("answers").isEmpty();
    assertThat(page.evaluate("window.pwned ?? null")).as("a script that was typed").isNull();
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("hangs over")
        .isEqualTo(0);
    assertThat((List<?>) page.evaluate(STANDS_OUT)).as("stands out").isEmpty();
    String said = words("body").replace(entered, "");
    assertThat(said).doesNotContainPattern(BAD_WORDS);
  }

  /** What can be read there. */
  String words(String where) {
    return (String)
        page.evaluate(
            """
            where => [...document.querySelectorAll(where)].filter(e => e.checkVisibility())
              .map(e => e.innerText).join("\\n")""",
            where);
  }

  /** Until all is answered that was asked. */
  void calm() {
    Await.until(
        "calm",
        PATIENCE,
        POLL,
        () -> {
          // also lets this thread hear of what was answered
          boolean busy = page.locator("main > :not([data-key=sending]) .spinner").count() > 0;
          return !busy && underWay.isEmpty();
        });
  }
}
