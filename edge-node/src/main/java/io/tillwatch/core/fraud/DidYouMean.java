package io.tillwatch.core.fraud;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.TreeSet;

/** Names that are allowed; refuses any other and says which one was probably meant. */
public final class DidYouMean {
  private static final int CLOSE = 3;

  private final TreeSet<String> allowed;

  public DidYouMean(Collection<String> allowed) {
    this.allowed = new TreeSet<>(allowed);
  }

  /** Passes an allowed name through; refuses any other. */
  public String check(String what, String name) {
    if (allowed.contains(name)) {
      return name;
    }
    String hint =
        allowed.stream()
            .min(Comparator.comparingInt(other -> distance(name, other)))
            .filter(other -> distance(name, other) <= CLOSE)
            .map(other -> ", did you mean " + other + "?")
            .orElse("; known: " + String.join(", ", allowed));
    throw new InvalidRulesException(what + " " + name + " is not known" + hint);
  }

  /** Letters to change, add or drop between two names, whatever their case. */
  private static int distance(String one, String other) {
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
