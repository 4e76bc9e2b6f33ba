package io.tillwatch.core.fraud;

import io.tillwatch.core.retail.EditDistance;
import java.util.Collection;
import java.util.Optional;
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
        closest(name)
            .map(other -> ", did you mean " + other + "?")
            .orElse("; known: " + String.join(", ", allowed));
    throw new InvalidRulesException(what + " " + name + " is not known" + hint);
  }

  /** The allowed name that was probably meant, where one is close enough. */
  public Optional<String> closest(String name) {
    return EditDistance.nearest(name, allowed, CLOSE);
  }
}
