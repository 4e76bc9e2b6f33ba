package io.tillwatch.core.fraud.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a number is distributed.
 *
 * @param edges where the next bin begins, rising; a number at an edge lies above it
 * @param shares of each bin, one more than edges
 * @param missing share that is not known
 */
public record Histogram(List<Float> edges, List<Double> shares, double missing) {
  private static final int BINS = 10;

  /**
   * Checks the bins.
   *
   * @throws IllegalArgumentException if edges do not rise, or shares are not one more
   */
  public Histogram {
    edges = List.copyOf(edges);
    shares = List.copyOf(shares);
    if (shares.size() != edges.size() + 1) {
      throw new IllegalArgumentException(
          shares.size() + " shares of " + (edges.size() + 1) + " bins");
    }
    for (int i = 1; i < edges.size(); i++) {
      if (!(edges.get(i) > edges.get(i - 1))) {
        throw new IllegalArgumentException("edges that do not rise: " + edges);
      }
    }
  }

  /**
   * Bins that hold a tenth each where numbers differ enough. Equal numbers share a bin, and what is
   * above the most frequent number has one of its own however rare it is: of a number that is 0 in
   * 95 of 100 returns, the other five tell.
   *
   * @param numbers NaN where not known
   */
  public static Histogram of(float[] numbers) {
    float[] known = new float[numbers.length];
    int count = 0;
    for (float number : numbers) {
      if (!Float.isNaN(number)) {
        known[count++] = number;
      }
    }
    float[] sorted = Arrays.copyOf(known, count);
    Arrays.sort(sorted);
    List<Float> edges = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < count; i++) {
      boolean isNext = sorted[i] > sorted[i - 1];
      if (isNext && (long) (i - from) * BINS >= count) {
        edges.add(sorted[i]);
        shares.add((double) (i - from) / numbers.length);
        from = i;
      }
    }
    double all = Math.max(1, numbers.length);
    shares.add((count - from) / all);
    return new Histogram(edges, shares, numbers.length == 0 ? 1 : 1 - count / all);
  }

  /** How many bins there are, the one of what is missing included. */
  public int bins() {
    return shares.size() + 1;
  }

  /** In which bin a number lies; the last is that of what is missing. */
  public int bin(float number) {
    if (Float.isNaN(number)) {
      return shares.size();
    }
    int bin = 0;
    while (bin < edges.size() && number >= edges.get(bin)) {
      bin++;
    }
    return bin;
  }

  /** The share of a bin. */
  double share(int bin) {
    return bin == shares.size() ? missing : shares.get(bin);
  }

  /**
   * The population stability index: 0 where the counts lie as the shares do; from .1 on it is worth
   * a look, from .25 on these are other returns. Half of one imagined return in each bin keeps an
   * empty one from weighing without end.
   *
   * @param counts per bin
   */
  public double stabilityIndex(long[] counts) {
    double all = 0;
    for (long count : counts) {
      all += count;
    }
    double index = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      double was = smooth(share(bin) * all, all);
      double is = smooth(counts[bin], all);
      index += (is - was) * StrictMath.log(is / was);
    }
    return index;
  }

  private double smooth(double count, double all) {
    return (count + 0.5) / (all + 0.5 * bins());
  }
}
