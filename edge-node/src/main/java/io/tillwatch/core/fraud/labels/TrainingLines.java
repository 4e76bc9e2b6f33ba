package io.tillwatch.core.fraud.labels;

import io.tillwatch.core.fraud.exploration.LabelWeight;
import io.tillwatch.core.fraud.features.FeatureSet;

/** Labelled returns as CSV, for {@code train} and for whoever trains elsewhere. */
public final class TrainingLines {
  /** The columns before the features. */
  public static final String FIRST_COLUMNS = "id,at,label,weight,";

  private TrainingLines() {}

  /** The first line: all columns. */
  public static String header() {
    return FIRST_COLUMNS + String.join(",", FeatureSet.names());
  }

  /** The line of a return whose features belong to this node's set. */
  public static String line(LabelledReturn labelled) {
    String label = labelled.label().fraud() ? "FRAUD" : "LEGIT";
    String id = labelled.id().replace("\"", "\"\"");
    return "\"%s\",%s,\"%s\",%d,%s"
        .formatted(id, labelled.at(), label, weight(labelled), labelled.features().numbers());
  }

  /**
   * A verdict on a return that was held by chance speaks for all that were refused like it: nothing
   * else is known of those. One on a paid return that was drawn for the blind queue speaks for
   * itself alone, because the paid returns that were not drawn have a label too, by silence.
   */
  private static int weight(LabelledReturn labelled) {
    Integer held = labelled.features().heldPermille();
    return held == null || labelled.label().source() != LabelSource.RESOLUTION
        ? 1
        : LabelWeight.of(held);
  }
}
