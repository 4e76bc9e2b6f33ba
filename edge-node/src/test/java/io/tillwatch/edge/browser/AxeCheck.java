package io.tillwatch.edge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** The accessibility rules of axe, WCAG 2.2 A and AA and its best practices. */
final class AxeCheck {
  private AxeCheck() {}

  /** Fails with each violation and where it is. */
  static void passes(String what, Page page) {
    // what moves in is half transparent, and would be measured so
    page.evaluate(
        "() => Promise.allSettled(document.getAnimations().filter(a => a.effect.getTiming().iterations === 1).map(a => a.finished))");
    List<String> violations =
        new AxeBuilder(page)
            .setLegacyMode(true).options(violations()).analyze().getViolations().stream()
                .map(
                    rule ->
                        rule.getId()
                            + ": "
                            + rule.getHelp()
                            + " "
                            + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .toList();
    assertThat(violations).as("axe on " + what).isEmpty();
  }

  private static AxeRunOptions violations() {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return options;
  }
}
