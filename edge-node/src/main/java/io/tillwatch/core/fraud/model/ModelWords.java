package io.tillwatch.core.fraud.model;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.features.Feature;
import io.tillwatch.core.fraud.features.FeatureSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Puts a model's reasons in words: what each number means, what it is now, and what is usual.
 *
 * @param usual where most of the returns lay that the model learned from, by feature; may lack some
 */
public record ModelWords(Map<String, Usual> usual) {
  /**
   * On which side of a number at least half of all returns lie.
   *
   * @param less below it, else at it or above
   */
  public record Usual(float edge, boolean less) {}

  /** Nothing is known of what is usual. */
  public static final ModelWords NONE = new ModelWords(Map.of());

  private static final int MOST_REASONS = 3;
  private static final Pattern DAYS = Pattern.compile("_(\\d+)D$");
  private static final Feature[] FEATURES = Feature.values();

  public ModelWords {
    usual = Map.copyOf(usual);
  }

  /**
   * The numbers that speak most for fraud, at most three, strongest first.
   *
   * @param numbers of {@link FeatureSet#of}
   * @param contributions to the margin, one per number
   */
  List<Evidence> why(float[] numbers, double[] contributions) {
    List<Evidence> why = new ArrayList<>(MOST_REASONS);
    IntStream.range(0, FEATURES.length)
        .filter(i -> contributions[i] > 0)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> -contributions[i]).thenComparing(i -> i))
        .limit(MOST_REASONS)
        .forEach(i -> why.add(reason(FEATURES[i], numbers[i])));
    return why;
  }

  private Evidence reason(Feature feature, float number) {
    Matcher days = DAYS.matcher(feature.name());
    String meaning = feature.meaning() + (days.find() ? ", " + days.group(1) + " days" : "");
    Usual most = usual.get(feature.name());
    String compared = most == null ? "" : ", usually " + side(feature, most);
    return new Evidence(
        "feature", feature.name(), meaning + ": " + value(feature, number) + compared);
  }

  private static String side(Feature feature, Usual most) {
    if (feature.unit().equals("0/1")) {
      return most.less() ? "no" : "yes";
    }
    String edge = value(feature, most.edge());
    return most.less() ? "less than " + edge : edge + " or more";
  }

  private static String value(Feature feature, float number) {
    if (Float.isNaN(number)) {
      return "not known";
    }
    return switch (feature.unit()) {
      case "0/1" -> number == 0 ? "no" : "yes";
      case "0..1" -> Math.round(number * 100) + " %";
      case "minor" -> String.format(Locale.ROOT, "%.2f", number / 100.0);
      case "count" -> String.format(Locale.ROOT, "%.0f", number);
      case "ratio" -> String.format(Locale.ROOT, "%.1f times", number);
      default -> String.format(Locale.ROOT, "%.1f %s", number, feature.unit());
    };
  }
}
