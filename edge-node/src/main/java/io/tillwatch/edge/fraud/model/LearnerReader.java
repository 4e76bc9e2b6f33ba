package io.tillwatch.edge.fraud.model;

import com.fasterxml.jackson.core.JsonParser;
import io.tillwatch.core.fraud.model.DecisionTree;
import io.tillwatch.core.fraud.model.TrainedModel;
import io.tillwatch.core.fraud.model.TreeEnsemble;
import io.tillwatch.core.fraud.model.UnusableModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The members of a model file that say what is computed; what describes the training is skipped.
 */
final class LearnerReader {
  private static final int MOST_TREES = 4000;
  private static final String OBJECTIVE = "binary:logistic";

  private final ModelFields fields;
  private final List<DecisionTree> trees = new ArrayList<>();
  private List<String> featureNames = List.of();
  private Map<String, String> attributes = Map.of();
  private String booster = "none";
  private String objective = "none";
  private int features;
  private double baseScore = Double.NaN;

  LearnerReader(JsonParser parser) {
    fields = new ModelFields(parser);
  }

  /**
   * Reads the object at which the parser stands.
   *
   * @param hash of the file
   */
  TrainedModel read(String hash) throws IOException {
    fields.object(
        "the file",
        name -> {
          if (name.equals("learner")) {
            fields.object(name, this::learner);
          } else {
            fields.skip();
          }
        });
    check();
    // as XGBoost takes it: the logarithm of the odds, in single precision
    float margin = (float) -Math.log(1 / baseScore - 1);
    return new TrainedModel(
        new TreeEnsemble(features, margin, trees), featureNames, attributes, hash);
  }

  private void learner(String name) throws IOException {
    switch (name) {
      case "attributes" -> attributes = fields.textsByName(name);
      case "feature_names" -> featureNames = fields.texts(name);
      case "gradient_booster" -> fields.object(name, this::booster);
      case "learner_model_param" -> fields.object(name, this::parameter);
      case "objective" -> fields.object(name, this::objective);
      default -> fields.skip();
    }
  }

  private void booster(String name) throws IOException {
    switch (name) {
      case "name" -> booster = fields.word(name);
      case "model" -> fields.object(name, this::model);
      default -> fields.skip();
    }
  }

  private void model(String name) throws IOException {
    if (name.equals("trees")) {
      fields.each(name, MOST_TREES, tree -> trees.add(TreeReader.read(fields)));
    } else {
      fields.skip();
    }
  }

  private void objective(String name) throws IOException {
    if (name.equals("name")) {
      objective = fields.word(name);
    } else {
      fields.skip();
    }
  }

  private void parameter(String name) throws IOException {
    switch (name) {
      case "num_feature" -> features = fields.integer(name);
      case "base_score" -> baseScore = probability(fields.word(name));
      default -> fields.skip();
    }
  }

  /** One number, since 3.1 in brackets. */
  private static double probability(String text) {
    String number = text.startsWith("[") && text.endsWith("]") ? inside(text) : text;
    try {
      return Float.parseFloat(number);
    } catch (NumberFormatException e) {
      throw new UnusableModelException("base_score is \"" + text + "\", expected one number");
    }
  }

  private static String inside(String bracketed) {
    return bracketed.substring(1, bracketed.length() - 1);
  }

  private void check() {
    expect(
        booster.equals("gbtree"),
        "the booster is %s, expected gbtree (not dart, not gblinear)",
        booster);
    expect(
        objective.equals(OBJECTIVE),
        "the objective is %s, expected %s: whether fraud",
        objective,
        OBJECTIVE);
    expect(
        baseScore > 0 && baseScore < 1,
        "base_score is %s, expected a number between 0 and 1",
        baseScore);
  }

  private static void expect(boolean condition, String sentence, Object... values) {
    if (!condition) {
      throw new UnusableModelException(sentence.formatted(values));
    }
  }
}
