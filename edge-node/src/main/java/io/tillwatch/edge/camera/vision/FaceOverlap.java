package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Two boxes on one face are one face: counted twice, they would refuse the photo. */
final class FaceOverlap {
  /** Of the smaller box: people side by side cover less of each other. */
  private static final double SAME_FACE = 0.5;

  private FaceOverlap() {}

  /** Of the boxes on one face the surest; largest first. */
  static List<DetectedFace> eachOnce(List<DetectedFace> found) {
    List<DetectedFace> surestFirst =
        found.stream().sorted(Comparator.comparingDouble(DetectedFace::score).reversed()).toList();
    List<DetectedFace> faces = new ArrayList<>();
    for (DetectedFace face : surestFirst) {
      if (faces.stream().noneMatch(other -> areOne(face.box(), other.box()))) {
        faces.add(face);
      }
    }
    faces.sort(Comparator.comparingLong((DetectedFace face) -> face.box().area()).reversed());
    return faces;
  }

  private static boolean areOne(Box one, Box other) {
    long width = common(one.x(), one.width(), other.x(), other.width());
    long height = common(one.y(), one.height(), other.y(), other.height());
    return width * height > SAME_FACE * Math.min(one.area(), other.area());
  }

  private static long common(int from, int length, int otherFrom, int otherLength) {
    int end = Math.min(from + length, otherFrom + otherLength);
    return Math.max(0, end - Math.max(from, otherFrom));
  }
}
