package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import io.tillwatch.edge.camera.vision.DetectedFace.Landmarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * The detector that a node has without any setting: BlazeFace, short range. It looks at all of a
 * picture, at its middle when it saw nobody, and closer at the largest face, turned upright, since
 * landmarks that are read off a face of 15 pixels compare badly.
 */
public final class BlazeFaceDetector implements FaceDetector {
  private static final double LEAST_SCORE = 0.7;

  /** A face that was found already needs less to be seen again. */
  private static final double LEAST_SCORE_CLOSER = 0.5;

  /** Side of the closer look, in sides of the face. */
  private static final double SURROUNDINGS = 2;

  /**
   * The network's square reaches from brows to chin. Grown and raised by so much, it is the face
   * that the quality gate's limits were chosen for.
   */
  private static final double WHOLE_FACE = 1.2;

  private static final double RAISED = 0.12;

  /** Half the width of a mouth, in distances of the eyes, in the face that a matcher expects. */
  private static final double HALF_MOUTH = 0.414;

  /** The noses of this network move that much more than those that the gate's limits are for. */
  private static final double YAW = 1.4;

  private final BlazeFaceNetwork network;

  public BlazeFaceDetector() {
    this(new BlazeFaceNetwork());
  }

  BlazeFaceDetector(BlazeFaceNetwork network) {
    this.network = network;
  }

  @Override
  public List<DetectedFace> detect(Mat bgr) {
    List<BlazeFaceDetection> seen = network.see(bgr, SquareCrop.whole(bgr), LEAST_SCORE);
    if (seen.isEmpty()) {
      seen = network.see(bgr, SquareCrop.centre(bgr), LEAST_SCORE);
    }
    List<BlazeFaceDetection> faces = new ArrayList<>(seen);
    faces.sort(Comparator.comparingDouble(BlazeFaceDetection::side).reversed());
    if (!faces.isEmpty()) {
      faces.set(0, closer(bgr, faces.get(0)));
    }
    return FaceOverlap.eachOnce(faces.stream().map(face -> face(face, bgr)).toList());
  }

  @Override
  public String name() {
    return "blazeface-short";
  }

  @Override
  public String sha256() {
    return BlazeFaceNetwork.SHA256;
  }

  private BlazeFaceDetection closer(Mat bgr, BlazeFaceDetection face) {
    SquareCrop view = new SquareCrop(face.x(), face.y(), SURROUNDINGS * face.side(), face.roll());
    return network.see(bgr, view, LEAST_SCORE_CLOSER).stream()
        .filter(again -> again.overlap(face) > 0)
        .findFirst()
        .orElse(face);
  }

  private static DetectedFace face(BlazeFaceDetection seen, Mat picture) {
    double roll = seen.roll();
    double side = WHOLE_FACE * seen.side();
    double x = seen.x() + RAISED * seen.side() * Math.sin(roll);
    double y = seen.y() - RAISED * seen.side() * Math.cos(roll);
    int width = (int) Math.max(1, Math.round(side));
    Box box =
        new Box((int) Math.round(x - side / 2), (int) Math.round(y - side / 2), width, width)
            .within(picture.cols(), picture.rows());
    return new DetectedFace(
        box, seen.score(), Math.toDegrees(roll), Optional.of(landmarks(seen.points())));
  }

  /** The corners of the mouth lie beside its middle, along the line of the eyes. */
  private static Landmarks landmarks(double[] points) {
    double dx = HALF_MOUTH * (points[2] - points[0]);
    double dy = HALF_MOUTH * (points[3] - points[1]);
    float[] five = new float[10];
    for (int i = 0; i < 6; i++) {
      five[i] = (float) points[i];
    }
    five[6] = (float) (points[6] - dx);
    five[7] = (float) (points[7] - dy);
    five[8] = (float) (points[6] + dx);
    five[9] = (float) (points[7] + dy);
    return new Landmarks(five, Landmarks.noseOffset(five) / YAW);
  }
}
