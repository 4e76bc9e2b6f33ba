package io.tillwatch.core.camera;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of the dominant face. A measure that could not be taken (yaw without landmarks,
 * movement in a single picture) is absent, and its rule does not apply.
 *
 * @param detectorScore how sure the detector is, 0..1
 */
public record FaceMeasures(Map<Measure, Double> values, double detectorScore) {
  public FaceMeasures {
    values = Map.copyOf(values);
    values.forEach(FaceMeasures::requireFinite);
    requireFinite(null, detectorScore);
  }

  public OptionalDouble get(Measure measure) {
    Double value = values.get(measure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The same face with one more, or another, figure. */
  public FaceMeasures with(Measure measure, double value) {
    Map<Measure, Double> more = new EnumMap<>(Measure.class);
    more.putAll(values);
    more.put(measure, value);
    return new FaceMeasures(more, detectorScore);
  }

  private static void requireFinite(@Nullable Measure measure, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Expected a finite figure for " + measure + ", found " + value);
    }
  }
}
