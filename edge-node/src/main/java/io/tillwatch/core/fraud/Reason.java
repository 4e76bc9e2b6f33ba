package io.tillwatch.core.fraud;

import java.util.List;

/**
 * Why a score is what it is.
 *
 * @param code stable upper-case code; codes never change meaning
 * @param points the rule's strength, or the floor it set, in points of 100
 * @param message plain words for the cashier and the reviewer
 */
public record Reason(String code, int points, String message, List<Evidence> evidence) {
  public Reason {
    evidence = List.copyOf(evidence);
  }
}
