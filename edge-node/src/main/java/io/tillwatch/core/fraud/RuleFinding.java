package io.tillwatch.core.fraud;

import java.util.List;

/**
 * What a store learnt later and that shows an earlier answer to be wrong: an alert, not a decision.
 *
 * @param id the same on every node that finds it
 * @param of the return that should not have been paid
 * @param score what the return would have scored had this been known
 */
public record RuleFinding(
    String id, String of, String storeId, int score, Decision decision, List<Reason> reasons) {
  public static final String DOUBLE_REFUND = "DOUBLE_REFUND";

  public RuleFinding {
    reasons = List.copyOf(reasons);
  }
}
