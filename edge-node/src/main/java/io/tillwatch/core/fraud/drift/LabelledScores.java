package io.tillwatch.core.fraud.drift;

import io.tillwatch.core.fraud.drift.DriftReport.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What a model had said of returns, beside what they turned out to be. Tell it each label once. Its
 * memory does not grow with what it is told. For one thread.
 */
public final class LabelledScores {
  /** So many of the highest scored returns make {@link #top}. */
  public static final int TOP = 20;

  private static final int HIGHEST = 100;
  private static final int TENTHS = 10;

  /** The lowest score first; of equal ones the later id, so that the order of telling is none. */
  private static final Comparator<Scored> LOWEST_FIRST =
      Comparator.comparingInt(Scored::score)
          .thenComparing(Comparator.comparing(Scored::id).reversed());

  private final long[] said = new long[TENTHS];
  private final long[] found = new long[TENTHS];
  private final long[] seen = new long[TENTHS];
  private final PriorityQueue<Scored> highest = new PriorityQueue<>(TOP + 1, LOWEST_FIRST);

  private record Scored(String id, int score, boolean fraud) {}

  /**
   * Returns with about the same score.
   *
   * @param from lowest score of the bin, 0..100
   * @param to highest score of the bin
   * @param labels how many returns have a label
   * @param frauds how many of them are frauds
   * @param said share of frauds that the scores say, 0..1; NaN without labels
   * @param found share of frauds that there were, 0..1; NaN without labels
   */
  public record Bin(int from, int to, long labels, long frauds, double said, double found) {}

  /**
   * It is known what a return was.
   *
   * @param score what the model says of it, 0..100
   */
  public void add(String id, int score, boolean fraud) {
    int tenth = Math.min(TENTHS - 1, Math.max(0, score) / TENTHS);
    said[tenth] += score;
    seen[tenth]++;
    found[tenth] += fraud ? 1 : 0;
    highest.add(new Scored(id, score, fraud));
    if (highest.size() > TOP) {
      highest.poll();
    }
  }

  /** By tenths of the score, lowest first; the last has 100 in it. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>(TENTHS);
    for (int i = 0; i < TENTHS; i++) {
      int to = i == TENTHS - 1 ? HIGHEST : i * TENTHS + TENTHS - 1;
      double all = seen[i] == 0 ? Double.NaN : seen[i];
      bins.add(new Bin(i * TENTHS, to, seen[i], found[i], said[i] / all / HIGHEST, found[i] / all));
    }
    return bins;
  }

  /** Share of frauds among the highest scored; unknown with fewer than {@link #TOP} labels. */
  public Measure top() {
    long frauds = highest.stream().filter(Scored::fraud).count();
    double share = highest.size() < TOP ? Double.NaN : frauds / (double) TOP;
    return new Measure(share, highest.size(), frauds);
  }
}
