package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.Box;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceOverlapTest {
  @Test
  void countsABoxWithinABoxOnce() {
    DetectedFace whole = face(new Box(100, 100, 120, 120), 0.5);
    DetectedFace mouth = face(new Box(130, 150, 60, 60), 0.3);

    assertThat(FaceOverlap.eachOnce(List.of(whole, mouth))).containsExactly(whole);
  }

  @Test
  void keepsTheSurerOfTwoBoxesOnOneFace() {
    DetectedFace high = face(new Box(100, 80, 130, 130), 0.4);
    DetectedFace low = face(new Box(110, 100, 110, 110), 0.9);

    assertThat(FaceOverlap.eachOnce(List.of(high, low))).containsExactly(low);
  }

  @Test
  void keepsPeopleWhoStandSideBySide() {
    DetectedFace near = face(new Box(100, 100, 150, 150), 0.6);
    DetectedFace behind = face(new Box(220, 110, 90, 90), 0.9);

    assertThat(FaceOverlap.eachOnce(List.of(behind, near))).containsExactly(near, behind);
  }

  @Test
  void findsNobodyInNothing() {
    assertThat(FaceOverlap.eachOnce(List.of())).isEmpty();
  }

  private static DetectedFace face(Box box, double score) {
    return new DetectedFace(box, score, 0, Optional.empty());
  }
}
