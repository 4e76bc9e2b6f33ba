package io.tillwatch.edge.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run did, in order, so that a failure can be read and played again. */
final class RunLog {
  private static final double NANOS = 1e9;

  private record Line(String about, String text) {}

  private final long began = System.nanoTime();
  private final List<Line> lines = new ArrayList<>();

  /** Something that concerns all. */
  void note(String text) {
    note("", text);
  }

  /** Something that concerns one receipt, by its canonical number. */
  synchronized void note(String receipt, String text) {
    double seconds = (System.nanoTime() - began) / NANOS;
    lines.add(new Line(receipt, String.format(Locale.ROOT, "%8.3f s %s", seconds, text)));
  }

  /** What concerns all, and what concerns receipts that are named in these words. */
  synchronized String about(String words) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      if (line.about().isEmpty() || words.contains(line.about())) {
        text.append(line.text()).append('\n');
      }
    }
    return text.toString();
  }
}
