package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.InvalidRulesException;

/**
 * A number of a rule that an operator may change.
 *
 * @param standard its value where the rules do not say
 * @param least lowest value that makes sense
 * @param most highest value that makes sense
 */
public record Parameter(String name, long standard, long least, long most) {
  public Parameter {
    if (standard < least || standard > most) {
      throw new IllegalArgumentException(name + ": " + standard + " is not " + least + ".." + most);
    }
  }

  /** Refuses a value out of range, by name. */
  public void check(String owner, long value) {
    if (value < least || value > most) {
      throw new InvalidRulesException(
          owner + ": " + name + " must be " + least + ".." + most + ", found " + value);
    }
  }
}
