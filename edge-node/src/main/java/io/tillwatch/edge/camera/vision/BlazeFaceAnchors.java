package io.tillwatch.edge.camera.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the output of BlazeFace's short range model. It answers for 896 places of its picture, the
 * anchors: two at each point of a grid of 16 x 16, six at each of one of 8 x 8. For each it says
 * how sure it is of a face there, and where from that point the face lies.
 */
final class BlazeFaceAnchors {
  /** Side of the picture that the network is given, pixels. */
  static final int SIDE = 128;

  static final int COUNT = 896;

  /** Numbers for each anchor: middle, width, height, and six points. */
  static final int NUMBERS = 4 + 2 * BlazeFaceDetection.POINTS;

  private static final int[][] GRIDS = {{16, 2}, {8, 6}};
  private static final double SAME_FACE = 0.3;
  private static final double[] CENTRES = centres();

  private BlazeFaceAnchors() {}

  /**
   * The faces, surest first, each once, in a square whose sides are 1 long.
   *
   * @param logits one for each anchor
   * @param numbers {@value #NUMBERS} for each anchor, pixels
   * @param leastScore faces below it are left out, 0..1
   */
  static List<BlazeFaceDetection> read(float[] logits, float[] numbers, double leastScore) {
    if (logits.length != COUNT || numbers.length != COUNT * NUMBERS) {
      throw new IllegalArgumentException(
          "Expected %d scores and %d numbers, found %d and %d"
              .formatted(COUNT, COUNT * NUMBERS, logits.length, numbers.length));
    }
    List<BlazeFaceDetection> all = new ArrayList<>();
    for (int anchor = 0; anchor < COUNT; anchor++) {
      double score = 1 / (1 + Math.exp(-logits[anchor]));
      if (score >= leastScore && numbers[anchor * NUMBERS + 2] > 0) {
        all.add(sighting(anchor, score, numbers));
      }
    }
    all.sort(Comparator.comparingDouble(BlazeFaceDetection::score).reversed());
    return eachOnce(all);
  }

  private static BlazeFaceDetection sighting(int anchor, double score, float[] numbers) {
    int from = anchor * NUMBERS;
    double x = CENTRES[2 * anchor];
    double y = CENTRES[2 * anchor + 1];
    double[] points = new double[2 * BlazeFaceDetection.POINTS];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = x + numbers[from + 4 + i] / SIDE;
      points[i + 1] = y + numbers[from + 5 + i] / SIDE;
    }
    double side = numbers[from + 2] / SIDE;
    return new BlazeFaceDetection(
        x + numbers[from] / SIDE, y + numbers[from + 1] / SIDE, side, score, points);
  }

  /** Neighbouring anchors see the same face: their mean is steadier than the best of them. */
  private static List<BlazeFaceDetection> eachOnce(List<BlazeFaceDetection> surestFirst) {
    List<BlazeFaceDetection> left = new ArrayList<>(surestFirst);
    List<BlazeFaceDetection> faces = new ArrayList<>();
    while (!left.isEmpty()) {
      BlazeFaceDetection surest = left.get(0);
      List<BlazeFaceDetection> same =
          left.stream().filter(one -> one.overlap(surest) > SAME_FACE).toList();
      faces.add(BlazeFaceDetection.mean(same));
      left.removeAll(same);
    }
    return faces;
  }

  private static double[] centres() {
    double[] centres = new double[2 * COUNT];
    int at = 0;
    for (int[] grid : GRIDS) {
      for (int cell = 0; cell < grid[0] * grid[0]; cell++) {
        for (int here = 0; here < grid[1]; here++) {
          centres[at++] = (cell % grid[0] + 0.5) / grid[0];
          centres[at++] = (cell / grid[0] + 0.5) / grid[0];
        }
      }
    }
    return centres;
  }
}
