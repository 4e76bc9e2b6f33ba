package io.tillwatch.tools.demo;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.tools.demo.Terminal.Tone;
import io.tillwatch.tools.demo.model.Chapter;
import io.tillwatch.tools.demo.model.Purchase;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The live feed: a line per step, and below a fraud why it was stopped. */
final class Feed {
  private static final int MAX_REASONS = 4;

  private final Terminal terminal;
  private @Nullable Chapter chapter;

  Feed(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(StepResult result) {
    if (result.step().chapter() != chapter) {
      chapter = result.step().chapter();
      terminal.line();
      terminal.line(
          terminal.paint(Tone.STRONG, "Scenario " + (chapter.ordinal() + 1) + ": ")
              + terminal.paint(Tone.STRONG, chapter.title()));
    }
    String outcome = String.format(Locale.ROOT, "%-8s", outcome(result));
    terminal.line(
        String.format(
            Locale.ROOT,
            "  %s %s  %-6s  %-68s %10s  %s %6.1f ms",
            terminal.paint(tone(result), outcome),
            result.step().shop(),
            result.step().visit() instanceof Purchase ? "sale" : "return",
            result.step().title(),
            Money.text(result.money().askedMinor()),
            score(result),
            result.times().answerMicros() / 1_000.0));
    if (result.judged().decision() != Decision.APPROVE) {
      terminal.line(terminal.paint(Tone.FAINT, "           " + why(result)));
    }
    if (!result.isAsExpected()) {
      terminal.line(terminal.paint(Tone.BAD, "           expected: " + expected(result)));
    }
  }

  private static String outcome(StepResult result) {
    return switch (result.judged().decision()) {
      case APPROVE -> "served";
      case REVIEW -> result.declined() ? "DECLINED" : "HELD";
      case BLOCK -> "BLOCKED";
    };
  }

  private static Tone tone(StepResult result) {
    if (!result.isAsExpected()) {
      return Tone.BAD;
    }
    return result.step().isFraud() ? Tone.STOPPED : Tone.GOOD;
  }

  private static String score(StepResult result) {
    return String.format(Locale.ROOT, "score %3d", result.judged().score());
  }

  private static String why(StepResult result) {
    String reasons =
        result.judged().reasons().stream()
            .limit(MAX_REASONS)
            .map(StepResult.Reason::toString)
            .collect(Collectors.joining(", "));
    String shop = result.step().shop().other().title();
    String alert =
        "; alert in "
            + shop
            + (result.times().alertSeenMillis() == 0
                ? " at once"
                : " after " + result.times().alertSeenMillis() + " ms");
    String declined = result.declined() ? "; held, then declined by a reviewer in " + shop : "";
    return reasons + alert + declined;
  }

  private static String expected(StepResult result) {
    return result.step().expected().name().toLowerCase(Locale.ROOT)
        + (result.judged().reasons().isEmpty() ? "" : ", found " + result.judged().reasons())
        + (Boolean.FALSE.equals(result.faceVerified()) ? " (no face was verified)" : "");
  }
}
