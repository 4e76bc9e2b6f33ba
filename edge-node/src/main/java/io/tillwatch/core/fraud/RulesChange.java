package io.tillwatch.core.fraud;

/**
 * Asks for other rules.
 *
 * @param text the whole rule set, YAML or JSON
 * @param ifVersion the version that the caller saw; the change is refused where another holds by
 *     now
 */
public record RulesChange(String text, String ifVersion, String by) {

  /**
   * What became of it; exactly one of version, conflict and problem is set.
   *
   * @param version in force now
   * @param conflict the version that holds instead of {@code ifVersion}
   * @param problem why the rule set was refused whole
   */
  public record Answer(String version, String conflict, String problem) {}
}
