package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.core.camera.Box;
import io.tillwatch.edge.camera.vision.DetectedFace.Landmarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceScaleTest {
  private static final Box FACE = new Box(100, 100, 100, 120);

  /** An upright face in that box. */
  private static final float[] UPRIGHT = {130, 140, 170, 140, 150, 165, 135, 190, 165, 190};

  @ParameterizedTest
  @ValueSource(strings = {KnownModels.MOBILE_FACE, KnownModels.SFACE, "unknown"})
  void keepsTheOrderFromNothingToAll(String model) {
    FaceScale scale = FaceScale.of(model);
    double before = -1;
    for (int i = 0; i <= 1000; i++) {
      double scaled = scale.scaled(i / 1000.0);
      assertThat(scaled).isBetween(0.0, 1.0).isGreaterThan(before);
      before = scaled;
    }
    assertThat(scale.scaled(-0.4)).isZero();
    assertThat(scale.scaled(0)).isZero();
    assertThat(scale.scaled(1.01)).isEqualTo(1);
  }

  @Test
  void bringsEachModelsOwnPointsOntoTheRulesLimits() {
    FaceScale sface = FaceScale.of(KnownModels.SFACE);

    assertThat(sface.scaled(0.263)).isCloseTo(0.35, within(1e-9));
    assertThat(sface.scaled(0.363)).isCloseTo(0.50, within(1e-9));
    assertThat(sface.scaled(0.463)).isCloseTo(0.65, within(1e-9));
    assertThat(FaceScale.of("unknown").scaled(0.41)).isCloseTo(0.41, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 15, -30, 45})
  void takesAFaceForAFaceHoweverItLeans(double degrees) {
    assertThat(new Landmarks(turned(UPRIGHT, degrees)).arePlausible(FACE)).isTrue();
  }

  @Test
  void takesNoJumbleForAFace() {
    float[] mouthAbove = {130, 190, 170, 190, 150, 165, 135, 140, 165, 140};
    float[] oneEye = {150, 140, 151, 140, 150, 165, 135, 190, 165, 190};
    float[] farAway = {330, 340, 370, 340, 350, 365, 335, 390, 365, 390};
    float[] noseInMouth = {130, 140, 170, 140, 150, 190, 135, 190, 165, 190};

    assertThat(new Landmarks(mouthAbove).arePlausible(FACE)).isFalse();
    assertThat(new Landmarks(oneEye).arePlausible(FACE)).isFalse();
    assertThat(new Landmarks(farAway).arePlausible(FACE)).isFalse();
    assertThat(new Landmarks(noseInMouth).arePlausible(FACE)).isFalse();
  }

  private static float[] turned(float[] points, double degrees) {
    double angle = Math.toRadians(degrees);
    float[] turned = new float[points.length];
    for (int i = 0; i < points.length; i += 2) {
      double x = points[i] - 150;
      double y = points[i + 1] - 160;
      turned[i] = (float) (150 + x * Math.cos(angle) - y * Math.sin(angle));
      turned[i + 1] = (float) (160 + x * Math.sin(angle) + y * Math.cos(angle));
    }
    return turned;
  }
}
