package io.tillwatch.core.fraud.model;

import io.tillwatch.core.fraud.DidYouMean;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.rules.ModelOpinion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of returns: asked with the feature set's numbers, answers 0..100. It may use some of the
 * features, in any order, by their names.
 */
public final class ReturnModel {
  private static final double WHOLE = 100;

  /** A lower score is not worth the time that contributions take. */
  private static final int EXPLAINED_FROM = 10;

  private final TrainedModel model;
  private final @Nullable Calibration calibration;

  /** Per input of the model, where its number stands in the feature set. */
  private final int[] places;

  /**
   * Connects a model with the feature set.
   *
   * @throws UnusableModelException if the model does not name its features, or names one that there
   *     is not, or has a calibration that is none
   */
  public ReturnModel(TrainedModel model) {
    this.model = model;
    String table = model.attributes().get(Calibration.ATTRIBUTE);
    this.calibration = table == null ? null : Calibration.parse(table);
    if (model.featureNames().isEmpty()) {
      throw new UnusableModelException(
          "the model does not name its features; expected feature_names out of the "
              + FeatureSet.names().size()
              + " of the feature set");
    }
    DidYouMean names = new DidYouMean(FeatureSet.names());
    List<String> used = model.featureNames();
    places = new int[used.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = FeatureSet.names().indexOf(used.get(i));
      if (places[i] < 0) {
        String hint =
            names.closest(used.get(i)).map(close -> ", did you mean " + close + "?").orElse("");
        throw new UnusableModelException(
            "the model asks for feature %.40s, which is not known%s".formatted(used.get(i), hint));
      }
    }
  }

  /** What stores and audit call it by. */
  public String hash() {
    return model.hash();
  }

  /**
   * The probability of fraud in percent, as the model's calibration says it; without one as its
   * margin says it. The same on every machine.
   *
   * @param numbers of {@link FeatureSet#of}
   */
  public int score(float[] numbers) {
    return score(model.trees().margin(asked(numbers)));
  }

  /**
   * The score, and, where it is worth a reason, why.
   *
   * @param numbers of {@link FeatureSet#of}
   * @param words what is usual
   */
  public ModelOpinion opinion(float[] numbers, ModelWords words) {
    float[] asked = asked(numbers);
    int score = score(model.trees().margin(asked));
    return new ModelOpinion(
        hash(), score, score < EXPLAINED_FROM ? List.of() : words.why(numbers, spread(asked)));
  }

  /** Per number of the feature set, what it contributes to the margin. */
  private double[] spread(float[] asked) {
    double[] contributions = model.trees().contributions(asked);
    double[] spread = new double[FeatureSet.names().size()];
    for (int i = 0; i < places.length; i++) {
      spread[places[i]] += contributions[i];
    }
    return spread;
  }

  private float[] asked(float[] numbers) {
    float[] asked = new float[places.length];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = numbers[places[i]];
    }
    return asked;
  }

  private int score(float margin) {
    return calibration == null
        ? (int) Math.round(WHOLE / (1 + StrictMath.exp(-margin)))
        : calibration.score(margin);
  }
}
