package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.FaceMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Similarities of pairs of one person and of two, as they come. */
final class SimilarityScores {
  private static final int STEPS = 200;

  private final List<Double> same = new ArrayList<>();
  private final List<Double> different = new ArrayList<>();
  private int notCompared;

  void add(boolean onePerson, FaceMatch match) {
    if (match instanceof FaceMatch.Compared compared) {
      (onePerson ? same : different).add(compared.similarity());
    } else {
      notCompared++;
    }
  }

  int differentPairs() {
    return different.size();
  }

  /** Pairs of one person that are taken for strangers where so few strangers pass. */
  Share missedAt(double falseMatches) {
    double limit = limitAt(falseMatches);
    return new Share((int) same.stream().filter(value -> value <= limit).count(), same.size());
  }

  /** Where as many strangers pass as pairs of one person fail. */
  double equalErrorRate() {
    double best = 1;
    double rate = 1;
    for (double limit : same) {
      double missed = share(same, limit);
      double passed = 1 - share(different, limit);
      if (Math.abs(missed - passed) < best) {
        best = Math.abs(missed - passed);
        rate = (missed + passed) / 2;
      }
    }
    return rate;
  }

  /**
   * Shares at limits from 0 to 1, a line each: limit, strangers that pass it, pairs of one person
   * that do not.
   */
  List<String> curve() {
    List<String> lines = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      double limit = (double) step / STEPS;
      lines.add(
          String.format(
              Locale.ROOT,
              "%.3f,%.6f,%.6f",
              limit,
              1 - share(different, limit),
              share(same, limit)));
    }
    return List.copyOf(lines);
  }

  String spread() {
    return String.format(
        Locale.ROOT,
        "%d pairs of one person from %.2f, %d of strangers up to %.2f, %d not compared",
        same.size(),
        same.stream().mapToDouble(Double::doubleValue).min().orElse(0),
        different.size(),
        limitAt(0),
        notCompared);
  }

  boolean isEmpty() {
    return same.isEmpty() || different.isEmpty();
  }

  /** No more than that share of strangers lies above it. */
  private double limitAt(double falseMatches) {
    double[] sorted = different.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int above = (int) Math.floor(falseMatches * sorted.length);
    return sorted.length == 0 ? 1 : sorted[sorted.length - 1 - Math.min(above, sorted.length - 1)];
  }

  private static double share(List<Double> values, double below) {
    return (double) values.stream().filter(value -> value < below).count() / values.size();
  }
}
