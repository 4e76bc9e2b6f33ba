package io.tillwatch.tools.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.core.camera.FaceMatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityScoresTest {
  private final SimilarityScores likeness = new SimilarityScores();

  @Test
  void findsNoErrorWherePeopleAreApart() {
    same(0.6, 0.7, 0.8);
    differentPairs(0.1, 0.2, 0.3);

    assertThat(likeness.equalErrorRate()).isZero();
    assertThat(likeness.missedAt(0)).isEqualTo(new Share(0, 3));
  }

  @Test
  void countsWhoIsMissedWhereNoStrangerPasses() {
    same(0.2, 0.4, 0.8, 0.9);
    differentPairs(0.1, 0.1, 0.3, 0.5);

    assertThat(likeness.missedAt(0)).isEqualTo(new Share(2, 4));
    assertThat(likeness.missedAt(0.25)).isEqualTo(new Share(1, 4));
    assertThat(likeness.equalErrorRate()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void countsPairsThatCouldNotBeCompared() {
    same(0.6);
    differentPairs(0.1);
    likeness.add(true, FaceMatch.not(FaceMatch.Reason.FACE_TOO_SMALL));

    assertThat(likeness.spread()).endsWith("1 not compared");
    assertThat(likeness.missedAt(0)).isEqualTo(new Share(0, 1));
  }

  @Test
  void drawsTheErrorRatesAtEveryLimit() {
    same(0.5, 0.7, 0.9, 0.95);
    differentPairs(0.2, 0.6);

    List<String> curve = likeness.curve();

    assertThat(curve).hasSize(201);
    assertThat(curve.get(0)).isEqualTo("0.000,1.000000,0.000000");
    assertThat(curve.get(80)).isEqualTo("0.400,0.500000,0.000000");
    assertThat(curve.get(130)).isEqualTo("0.650,0.000000,0.250000");
    assertThat(curve.get(200)).isEqualTo("1.000,0.000000,1.000000");
  }

  private void same(double... similarities) {
    add(true, similarities);
  }

  private void differentPairs(double... similarities) {
    add(false, similarities);
  }

  private void add(boolean onePerson, double... similarities) {
    for (double similarity : similarities) {
      likeness.add(onePerson, new FaceMatch.Compared(similarity));
    }
  }
}
