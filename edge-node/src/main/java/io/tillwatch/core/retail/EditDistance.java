package io.tillwatch.core.retail;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How far two names are from each other, to guess which one a person meant. */
public final class EditDistance {
  private EditDistance() {}

  /**
   * The candidate that is nearest to what was written; of several the first.
   *
   * @param most how far it may be at most
   */
  public static Optional<String> nearest(String written, Collection<String> candidates, int most) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> between(written, candidate)))
        .filter(candidate -> between(written, candidate) <= most);
  }

  /** Levenshtein's: letters to change, add or drop between two names, whatever their case. */
  public static int between(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
