package io.tillwatch.core.fraud.features;

import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.oplog.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The features as one set, in their order: what a model is trained on and asked with. */
public final class FeatureSet {
  private static final Feature[] FEATURES = Feature.values();
  private static final List<String> NAMES = Arrays.stream(FEATURES).map(Enum::name).toList();
  private static final String HASH =
      Sha256.hex(Arrays.stream(FEATURES).map(Feature::canonical).collect(Collectors.joining("\n")))
          .substring(0, 12);

  private FeatureSet() {}

  /** In order. */
  public static List<String> names() {
    return NAMES;
  }

  /** First 12 hexadecimal digits of the SHA-256 of names, units, directions and meanings. */
  public static String hash() {
    return HASH;
  }

  /**
   * The numbers of a return as its store knows the past at that moment.
   *
   * @param dossier of a return
   * @return one per name, NaN where not known
   */
  public static float[] of(Dossier dossier) {
    FeatureSource source = new FeatureSource(dossier);
    float[] numbers = new float[FEATURES.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = FEATURES[i].of(source);
    }
    return numbers;
  }

  /** The numbers as they are kept with the return: each is read back to the bit. */
  public static FeatureRow row(float[] numbers) {
    StringBuilder text = new StringBuilder(4 * numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      append(text, numbers[i]);
    }
    return new FeatureRow(HASH, text.toString());
  }

  private static void append(StringBuilder text, float number) {
    int whole = (int) number;
    if (whole == number && (whole != 0 || Float.floatToRawIntBits(number) == 0)) {
      text.append(whole);
    } else if (!Float.isNaN(number)) {
      text.append(number);
    }
  }

  /**
   * The numbers of a row; empty where they belong to another set, or are none of this one.
   *
   * @return one per name, NaN where not known
   */
  public static Optional<float[]> numbers(FeatureRow row) {
    if (!HASH.equals(row.set()) || row.numbers() == null) {
      return Optional.empty();
    }
    String[] cells = row.numbers().split(",", FEATURES.length + 1);
    float[] numbers = new float[FEATURES.length];
    if (cells.length != numbers.length) {
      return Optional.empty();
    }
    try {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = cells[i].isEmpty() ? Float.NaN : Float.parseFloat(cells[i]);
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.of(numbers);
  }
}
