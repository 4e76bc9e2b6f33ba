package io.tillwatch.tools.faces;

import java.util.Locale;

/** So many of so many. */
record Share(int hits, int of) {
  Share plus(boolean hit) {
    return new Share(hits + (hit ? 1 : 0), of + 1);
  }

  Share plus(Share other) {
    return new Share(hits + other.hits, of + other.of);
  }

  static Share none() {
    return new Share(0, 0);
  }

  double value() {
    return of == 0 ? 0 : (double) hits / of;
  }

  boolean reaches(double least) {
    return of > 0 && value() >= least;
  }

  /** With the exact interval that covers the true share in 95 of 100 such counts. */
  String withInterval() {
    return String.format(
        Locale.ROOT,
        "%s, 95 %% interval %.1f .. %.1f %%",
        this,
        100 * bound(/* upper= */ false),
        100 * bound(/* upper= */ true));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f %% (%d of %d)", 100 * value(), hits, of);
  }

  /** Clopper and Pearson's bound: the share under which this count or a farther one has 2.5 %. */
  double bound(boolean upper) {
    if (of == 0 || (upper ? hits == of : hits == 0)) {
      return upper ? 1 : 0;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double tail = upper ? atMost(hits, middle) : 1 - atMost(hits - 1, middle);
      boolean tooFar = tail < 0.025;
      if (tooFar == upper) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  /** How likely so many hits or fewer are. */
  private double atMost(int most, double share) {
    double sum = 0;
    double logChoose = 0;
    for (int k = 0; k <= most; k++) {
      sum += Math.exp(logChoose + k * Math.log(share) + (of - k) * Math.log1p(-share));
      logChoose += Math.log(of - k) - Math.log(k + 1.0);
    }
    return Math.min(1, sum);
  }
}
