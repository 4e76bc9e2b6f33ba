package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.Box;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.vision.BlazeFaceDetector;
import io.tillwatch.edge.camera.vision.DetectedFace;
import io.tillwatch.edge.camera.vision.FaceDetector;
import io.tillwatch.edge.camera.vision.YuNetFaceDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A portrait whose face was found in the portrait itself, where it is large: nobody drew boxes by
 * hand. Widths of faces are those of YuNet's boxes, which end at the cheeks.
 *
 * @param picture the file's bytes
 */
record KnownFace(FaceSet.Portrait portrait, byte[] picture, Box box) {
  /** The boxes of the bundled detector are that much wider. */
  private static final double WIDER = 1.33;

  /** The set's faces; portraits where none was found are left out. */
  static List<KnownFace> of(FaceSet set) throws IOException {
    FaceDetector detector =
        set.yunet().<FaceDetector>map(YuNetFaceDetector::new).orElseGet(BlazeFaceDetector::new);
    double wider = set.yunet().isPresent() ? 1 : WIDER;
    List<KnownFace> faces = new ArrayList<>();
    for (FaceSet.Portrait portrait : set.portraits()) {
      byte[] picture = Files.readAllBytes(portrait.file());
      try (MatScope mats = new MatScope()) {
        detector.detect(Pictures.decoded(picture, mats)).stream()
            .findFirst()
            .map(DetectedFace::box)
            .ifPresent(box -> faces.add(new KnownFace(portrait, picture, narrow(box, wider))));
      }
    }
    return faces;
  }

  private static Box narrow(Box box, double by) {
    int width = (int) Math.max(1, Math.round(box.width() / by));
    int height = (int) Math.max(1, Math.round(box.height() / by));
    return new Box(
        box.x() + (box.width() - width) / 2, box.y() + (box.height() - height) / 2, width, height);
  }
}
