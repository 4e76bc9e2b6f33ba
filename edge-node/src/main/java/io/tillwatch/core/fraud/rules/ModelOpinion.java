package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.Evidence;
import java.util.List;

/**
 * What a trained model says of a return.
 *
 * @param model its hash
 * @param score the calibrated probability of fraud in percent
 * @param why what speaks most for fraud, strongest first; empty where the score is low
 */
public record ModelOpinion(String model, int score, List<Evidence> why) {
  public ModelOpinion {
    why = List.copyOf(why);
  }
}
