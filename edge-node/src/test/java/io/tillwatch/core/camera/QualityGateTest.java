package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityGateTest {
  private static final QualityGate GATE = QualityGate.standard();
  private static final FaceMeasures GOOD =
      new FaceMeasures(
          Map.of(
              Measure.SECOND_FACE, 0.0,
              Measure.FACE_WIDTH, 180.0,
              Measure.GREY, 130.0,
              Measure.CLIPPED_DARK, 0.0,
              Measure.CLIPPED_BRIGHT, 0.0,
              Measure.CONTRAST, 45.0,
              Measure.IMBALANCE, 0.1,
              Measure.SHARPNESS, 300.0,
              Measure.OFF_CENTRE, 0.1,
              Measure.ROLL, 2.0),
          0.9);

  @Test
  void passesAGoodFace() {
    FaceQuality quality = GATE.judge(GOOD);

    assertThat(quality.grade()).isEqualTo(FaceQuality.Grade.GOOD);
    assertThat(quality.issues()).isEmpty();
    assertThat(quality.advice()).isNull();
    assertThat(quality.score()).isBetween(85, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "SECOND_FACE,     0.51, MANY_FACES",
    "FACE_WIDTH,      79,   TOO_SMALL",
    "GREY,            44,   TOO_DARK",
    "GREY,            216,  TOO_BRIGHT",
    "CLIPPED_DARK,    0.41, TOO_DARK",
    "CLIPPED_BRIGHT,  0.26, TOO_BRIGHT",
    "CONTRAST,        17,   LOW_CONTRAST",
    "IMBALANCE,       0.46, UNEVEN_LIGHT",
    "SHARPNESS,       39,   BLURRED",
    "OFF_CENTRE,      0.86, OFF_CENTRE",
    "YAW,             0.31, TURNED_AWAY",
    "ROLL,            26,   TILTED",
    "MOVEMENT,        0.26, MOVING"
  })
  void rejectsWhatMissesAHardMinimum(Measure measure, double value, QualityIssue expected) {
    FaceQuality quality = GATE.judge(GOOD.with(measure, value));

    assertThat(quality.grade()).isEqualTo(FaceQuality.Grade.REJECTED);
    assertThat(quality.issues()).containsExactly(expected);
    assertThat(quality.score()).isLessThan(50);
  }

  @ParameterizedTest
  @CsvSource({
    "FACE_WIDTH, 80,  TOO_SMALL",
    "GREY,       45,  TOO_DARK",
    "GREY,       215, TOO_BRIGHT",
    "SHARPNESS,  40,  BLURRED",
    "YAW,        0.3, TURNED_AWAY"
  })
  void marksWhatJustPassesAsLow(Measure measure, double value, QualityIssue advice) {
    FaceQuality quality = GATE.judge(GOOD.with(measure, value));

    assertThat(quality.grade()).isEqualTo(FaceQuality.Grade.LOW);
    assertThat(quality.issues()).isEmpty();
    assertThat(quality.advice()).isEqualTo(advice);
    assertThat(quality.score()).isBetween(50, 99);
  }

  @Test
  void judgesLightBeforeSharpnessThatNoiseMayFake() {
    FaceQuality quality =
        GATE.judge(GOOD.with(Measure.GREY, 20).with(Measure.SHARPNESS, 5).with(Measure.ROLL, 80));

    assertThat(quality.issues()).containsExactly(QualityIssue.TOO_DARK, QualityIssue.TILTED);
    assertThat(quality.advice()).isEqualTo(QualityIssue.TOO_DARK);
  }

  @Test
  void asksLessOfASoftCamera() {
    FaceMeasures soft = GOOD.with(Measure.SHARPNESS, 25);

    assertThat(GATE.judge(soft).passes()).isFalse();
    assertThat(GATE.forCameraWithMedianSharpness(30).judge(soft).passes()).isTrue();
  }

  @Test
  void callsGoodWhatIsAsSharpAsASoftCameraGets() {
    for (double median : new double[] {20, 47, 80}) {
      QualityGate gate = GATE.forCameraWithMedianSharpness(median);

      assertThat(gate.judge(GOOD.with(Measure.SHARPNESS, median)).grade())
          .as("median %.0f", median)
          .isEqualTo(FaceQuality.Grade.GOOD);
      assertThat(gate.judge(GOOD.with(Measure.SHARPNESS, 0.85 * median)).grade())
          .isEqualTo(FaceQuality.Grade.LOW);
    }
    assertThat(
            GATE.forCameraWithMedianSharpness(500).judge(GOOD.with(Measure.SHARPNESS, 99)).grade())
        .as("a sharp camera's blurred picture")
        .isEqualTo(FaceQuality.Grade.LOW);
  }

  @Test
  void neverAsksMoreOfASharpCameraNorNothingOfABlindOne() {
    FaceMeasures blurred = GOOD.with(Measure.SHARPNESS, 41);

    assertThat(GATE.forCameraWithMedianSharpness(5000).judge(blurred).passes()).isTrue();
    assertThat(
            GATE.forCameraWithMedianSharpness(0).judge(GOOD.with(Measure.SHARPNESS, 11)).passes())
        .isFalse();
  }

  @Test
  void scoresTheBetterOfTwoFacesHigher() {
    assertThat(GATE.judge(GOOD.with(Measure.SHARPNESS, 60)).score())
        .isLessThan(GATE.judge(GOOD).score());
    assertThat(GATE.judge(GOOD.with(Measure.FACE_WIDTH, 90)).score())
        .isLessThan(GATE.judge(GOOD).score());
  }

  @Test
  void refusesFiguresThatAreNone() {
    assertThatThrownBy(() -> GOOD.with(Measure.GREY, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyIssueHasWordsForThePersonBeforeTheCamera() {
    assertThat(QualityIssue.values()).allSatisfy(issue -> assertThat(issue.hint()).isNotBlank());
  }
}
