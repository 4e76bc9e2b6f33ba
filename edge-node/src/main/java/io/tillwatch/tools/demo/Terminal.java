package io.tillwatch.tools.demo;

import java.io.PrintStream;
import java.util.Map;

/** Writes to the operator's terminal, in colour where there is one that shows it. */
final class Terminal {
  /** Colours, by what they mean here. */
  enum Tone {
    GOOD("32"),
    STOPPED("33"),
    BAD("31"),
    FAINT("2"),
    STRONG("1"),
    PLAIN("");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final boolean colours;

  private Terminal(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** No colours where the output goes to a file or pipe, or NO_COLOR is set. */
  static Terminal of(PrintStream out, Map<String, String> environment) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, System.console() != null && !dumb && !unwanted);
  }

  static Terminal plain(PrintStream out) {
    return new Terminal(out, false);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  void line() {
    line("");
  }

  String paint(Tone tone, String text) {
    return colours && !tone.code.isEmpty() ? "\033[" + tone.code + "m" + text + "\033[0m" : text;
  }
}
