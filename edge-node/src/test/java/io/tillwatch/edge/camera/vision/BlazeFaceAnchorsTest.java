package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlazeFaceAnchorsTest {
  /** The first anchor in the middle of the coarse grid: at 4.5 eighths in both directions. */
  private static final int MIDDLE = 512 + 6 * (4 * 8 + 4);

  private static final int FIRST = 0;

  private final float[] logits = new float[BlazeFaceAnchors.COUNT];
  private final float[] numbers = new float[BlazeFaceAnchors.COUNT * BlazeFaceAnchors.NUMBERS];

  BlazeFaceAnchorsTest() {
    Arrays.fill(logits, -20);
  }

  @Test
  void readsAFaceFromTheAnchorThatSeesIt() {
    see(MIDDLE, 3, 6.4f, 32);

    List<BlazeFaceDetection> faces = BlazeFaceAnchors.read(logits, numbers, 0.7);

    assertThat(faces).hasSize(1);
    BlazeFaceDetection face = faces.get(0);
    assertThat(face.x()).isCloseTo(0.5625 + 0.05, within(1e-6));
    assertThat(face.y()).isCloseTo(0.5625, within(1e-6));
    assertThat(face.side()).isCloseTo(0.25, within(1e-6));
    assertThat(face.score()).isCloseTo(0.9526, within(1e-4));
    assertThat(face.points()[0]).isCloseTo(0.5625 - 0.0625, within(1e-6));
  }

  @Test
  void takesTheMeanOfWhatNeighboursSee() {
    see(MIDDLE, 3, 0, 32);
    see(MIDDLE + 1, 3, 4, 36);

    List<BlazeFaceDetection> faces = BlazeFaceAnchors.read(logits, numbers, 0.7);

    assertThat(faces).hasSize(1);
    assertThat(faces.get(0).x()).isCloseTo(0.5625 + 2.0 / 128, within(1e-6));
    assertThat(faces.get(0).side()).isCloseTo(34.0 / 128, within(1e-6));
  }

  @Test
  void keepsTwoPeopleApartTheSurestFirst() {
    see(FIRST, 2, 16, 24);
    see(MIDDLE, 4, 0, 32);

    List<BlazeFaceDetection> faces = BlazeFaceAnchors.read(logits, numbers, 0.7);

    assertThat(faces).hasSize(2);
    assertThat(faces.get(0).side()).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void leavesOutWhatIsNotSureEnoughOrHasNoSize() {
    see(FIRST, 0.8f, 0, 32);
    see(MIDDLE, 3, 0, -1);
    logits[7] = Float.NaN;

    assertThat(BlazeFaceAnchors.read(logits, numbers, 0.7)).isEmpty();
  }

  @Test
  void refusesTheOutputOfAnotherNetwork() {
    assertThatThrownBy(() -> BlazeFaceAnchors.read(new float[2304], numbers, 0.7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("896")
        .hasMessageContaining("2304");
  }

  /** A face to the right of an anchor, whose right eye is 8 pixels to the left of the anchor. */
  private void see(int anchor, float logit, float right, float side) {
    logits[anchor] = logit;
    int from = anchor * BlazeFaceAnchors.NUMBERS;
    numbers[from] = right;
    numbers[from + 2] = side;
    numbers[from + 3] = side;
    numbers[from + 4] = -8;
  }
}
