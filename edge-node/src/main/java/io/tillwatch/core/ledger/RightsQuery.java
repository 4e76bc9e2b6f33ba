package io.tillwatch.core.ledger;

import java.util.Map;

/**
 * Asks how many units of each line of a receipt may still be refunded; only the receipt's home
 * store knows.
 */
public record RightsQuery(String receipt) {

  /** Units left by line index; empty for a receipt that this store does not own. */
  public record Rights(Map<Integer, Integer> byLine) {
    public Rights {
      byLine = Map.copyOf(byLine);
    }
  }
}
