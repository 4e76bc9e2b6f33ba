package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.RuleMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one rule or mitigation is set.
 *
 * @param points strength or floor of the main case in points of 100; 0 for a mitigation
 * @param parameters every parameter by name
 */
public record RuleSettings(RuleMode mode, int points, Map<String, Long> parameters) {
  public RuleSettings {
    parameters = Map.copyOf(parameters);
  }

  /** The value of a parameter that the rule declares. */
  public long of(String name) {
    Long value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a rule asks for " + name + ", which it does not declare");
    }
    return value;
  }

  /** As {@link #of}, for points. */
  public int pointsOf(String name) {
    return (int) of(name);
  }

  /** Days as milliseconds. */
  public long days(String name) {
    return of(name) * 86_400_000L;
  }

  /** Minutes as milliseconds. */
  public long minutes(String name) {
    return of(name) * 60_000L;
  }

  /** One line that two equal settings share. */
  public String canonical() {
    return mode + " " + points + " " + new TreeMap<>(parameters);
  }
}
