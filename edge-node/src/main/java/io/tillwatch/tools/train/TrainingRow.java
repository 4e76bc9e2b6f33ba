package io.tillwatch.tools.train;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One return to learn from.
 *
 * @param fraud null where nobody judged it: then it only tells what returns are like
 * @param weight for how many returns its label speaks, 1 or more
 * @param numbers one per feature, NaN where not known
 */
@SuppressWarnings("ArrayRecordComponent") // numbers that are read and not compared
public record TrainingRow(Instant at, @Nullable Boolean fraud, int weight, float[] numbers) {

  boolean isFraud() {
    return Boolean.TRUE.equals(fraud);
  }
}
