package io.tillwatch.core.fraud;

/**
 * Asks for other rules.
 *
 * @param text the whole rule set, YAML or JSON
 * @param ifVersion the version that the caller saw; the change is refused where another holds by
 *     now
 */
public record RulesChange(String text, String ifVersion, String by) {

  /** What became of it. */
  public sealed interface Answer {}

  /** The rules are in force, under this version. */
  public record InForce(String version) implements Answer {}

  /** Another version holds instead of {@code ifVersion}. */
  public record Conflict(String version) implements Answer {}

  /** The rule set was refused whole, and why. */
  public record Invalid(String problem) implements Answer {}
}
