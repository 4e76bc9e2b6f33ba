package io.tillwatch.core.fraud.labels;

import java.time.Instant;
import java.util.List;

/**
 * Asks for the returns that a model may learn from.
 *
 * @param asOf labels that came later do not count
 */
public record LabelQuery(Instant asOf) {

  /**
   * They.
   *
   * @param labelled with a label by then
   * @param returns with features and without a ledger fact that decided them, labelled or not
   * @param dropped older ones that had no room
   */
  public record Answer(List<LabelledReturn> labelled, int returns, int dropped) {
    public Answer {
      labelled = List.copyOf(labelled);
    }
  }
}
