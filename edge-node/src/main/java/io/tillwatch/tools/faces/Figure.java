package io.tillwatch.tools.faces;

import java.util.Locale;

/**
 * One line of the measurements.
 *
 * @param what was measured
 * @param wanted the target, or empty where there is none
 * @param measured the figure, with what it was counted on
 */
public record Figure(String what, String wanted, String measured, Verdict verdict) {
  private static final String LINE = "  %-38s %-14s %-12s %s";

  /** Whether a figure is what was wanted. */
  public enum Verdict {
    HOLDS("holds"),
    MISSED("MISSED"),
    /** The pictures cannot tell. */
    NOT_SHOWN("not shown"),
    NO_TARGET("");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }
  }

  static Figure of(String what, String wanted, boolean holds, String measured) {
    return new Figure(what, wanted, measured, holds ? Verdict.HOLDS : Verdict.MISSED);
  }

  static Figure plain(String what, String measured) {
    return new Figure(what, "", measured, Verdict.NO_TARGET);
  }

  static Figure notShown(String what, String wanted, String why) {
    return new Figure(what, wanted, why, Verdict.NOT_SHOWN);
  }

  /** The head of a table of figures. */
  static String head(String title) {
    return "\n%s\n%s"
        .formatted(title, LINE.formatted("", "wanted", "", "measured").stripTrailing());
  }

  /** As a line of a table. */
  String line() {
    return String.format(Locale.ROOT, LINE, what, wanted, verdict.word, measured);
  }
}
