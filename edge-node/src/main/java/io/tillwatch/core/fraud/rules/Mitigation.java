package io.tillwatch.core.fraud.rules;

import java.util.List;

/**
 * A reason to trust, as a named value. It weakens groups of evidence; it lifts no hard fact, but
 * for a gift receipt where the photo is missing.
 */
public record Mitigation(String name, List<Parameter> parameters, Grant grant) {

  /** Gives relief where it is due, and says whether it was; pure. */
  @FunctionalInterface
  public interface Grant {
    boolean give(Dossier dossier, RuleSettings settings, MitigationEffect effect);
  }

  public Mitigation {
    parameters = List.copyOf(parameters);
  }
}
