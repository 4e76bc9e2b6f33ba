package io.tillwatch.core.fraud.drift;

import io.tillwatch.core.fraud.drift.DriftReport.Measure;
import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.labels.JudgedReturn;
import io.tillwatch.core.fraud.labels.Label;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far returns and labels of a shop have moved from what a model learned from, and whether its
 * sales say that more returns will.
 *
 * @param report its shifts are unknown where the model has no card
 * @param compared whether there is a card to compare with
 * @param bins what scores said and what was found, by tenths of the score
 * @param top frauds among the highest scored returns
 * @param sales how the sales of the last days moved, whatever the model is
 */
public record ModelDrift(
    DriftReport report,
    boolean compared,
    List<LabelledScores.Bin> bins,
    Measure top,
    SalesDrift sales) {
  /** Labels that became known longer ago say nothing of today. */
  public static final Duration LABELS = Duration.ofDays(DriftWatch.LABEL_DAYS);

  private static final DriftReference NOTHING =
      new DriftReference(Map.of(), Histogram.of(new float[0]));

  public ModelDrift {
    bins = List.copyOf(bins);
  }

  /**
   * Compares.
   *
   * @param reference of the model's card; null where it has none
   * @param score what the model says of the feature set's numbers, 0..100
   * @param returns with what is known of each by now; those of another feature set are left out
   * @param sales what the watch over sales says by now
   */
  public static ModelDrift of(
      @Nullable DriftReference reference,
      ToIntFunction<float[]> score,
      List<JudgedReturn> returns,
      SalesDrift sales,
      Instant now) {
    DriftReference known = reference == null ? NOTHING : reference;
    int[] places = places(known);
    DriftWatch watch = new DriftWatch(known);
    LabelledScores labelled = new LabelledScores();
    for (JudgedReturn each : returns) {
      float[] numbers = FeatureSet.numbers(each.features()).orElse(null);
      if (numbers == null) {
        continue;
      }
      int said = score.applyAsInt(numbers);
      watch.returned(each.at().toEpochMilli(), chosen(numbers, places), said);
      Label label = each.label();
      if (label != null && isRecent(label.known(), now)) {
        watch.labelled(label.known().toEpochMilli(), said, each.stopped(), label.fraud());
        labelled.add(each.id(), said, label.fraud());
      }
    }
    DriftReport report = watch.report(now.toEpochMilli());
    return new ModelDrift(
        reference == null ? withoutShifts(report) : report,
        reference != null,
        labelled.bins(),
        labelled.top(),
        sales);
  }

  private static boolean isRecent(Instant known, Instant now) {
    return !known.isAfter(now) && known.isAfter(now.minus(LABELS));
  }

  /** Per feature of the reference, where its number stands in the feature set. */
  private static int[] places(DriftReference reference) {
    return reference.features().keySet().stream().mapToInt(FeatureSet.names()::indexOf).toArray();
  }

  private static float[] chosen(float[] numbers, int[] places) {
    float[] chosen = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      chosen[i] = numbers[places[i]];
    }
    return chosen;
  }

  private static DriftReport withoutShifts(DriftReport report) {
    Shift unknown = new Shift(report.score().name(), Double.NaN, DriftLevel.TOO_FEW);
    return new DriftReport(
        report.days(), report.returns(), unknown, List.of(), report.calibration(), report.alerts());
  }
}
