package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.FaceTexture;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.Presence.Person;
import io.tillwatch.edge.camera.opencv.MatScope;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Tells whether a face is that of a photo taken minutes ago by the same camera: by the model that
 * compares, and where there is none by the texture of the aligned face. Its limits are for one
 * visit; docs/faces.md has the figures.
 */
final class VisitMatcher {
  /** Of the rules' scale; a model is far surer within a visit than across visits. */
  private static final double MODEL_OTHER_BELOW = 0.35;

  private static final double MODEL_SAME_FROM = 0.55;
  private static final double TEXTURE_SAME_TO = 0.20;
  private static final double TEXTURE_OTHER_FROM = 0.30;

  /** A turned head has another texture. */
  private static final double MOST_YAW = 0.20;

  /** Where the eyes are put, as shares of the side. */
  private static final double EYES_APART = 0.40;

  private static final double EYES_DOWN = 0.36;
  private static final double SMOOTHED = 1.0;

  private VisitMatcher() {}

  /**
   * Compares the dominant faces of two pictures.
   *
   * @param inPhoto faces found in the photo, the dominant one first
   * @param inFrame those of what the camera shows now
   */
  static Presence compare(
      Optional<FaceMatcher> model,
      Mat photo,
      List<DetectedFace> inPhoto,
      Mat frame,
      List<DetectedFace> inFrame) {
    Optional<FaceMatch.Reason> against =
        FaceMatcher.against(inPhoto).or(() -> FaceMatcher.against(inFrame));
    if (against.isPresent()) {
      return Presence.unknown(against.get());
    }
    if (model.isPresent()) {
      return byModel(model.get().compare(photo, inPhoto, frame, inFrame));
    }
    if (isTurned(inPhoto.get(0)) || isTurned(inFrame.get(0))) {
      return Presence.unknown(FaceMatch.Reason.NOT_VERIFIED);
    }
    double distance = texture(photo, inPhoto.get(0)).distance(texture(frame, inFrame.get(0)));
    return Presence.of(
        distance <= TEXTURE_SAME_TO
            ? Person.SAME
            : distance >= TEXTURE_OTHER_FROM ? Person.OTHER : Person.UNKNOWN);
  }

  private static boolean isTurned(DetectedFace face) {
    return face.landmarks().orElseThrow().yaw() > MOST_YAW;
  }

  private static Presence byModel(FaceMatch match) {
    if (match instanceof FaceMatch.NotCompared not) {
      return Presence.unknown(not.reason());
    }
    double similarity = ((FaceMatch.Compared) match).similarity();
    return Presence.of(
        similarity >= MODEL_SAME_FROM
            ? Person.SAME
            : similarity < MODEL_OTHER_BELOW ? Person.OTHER : Person.UNKNOWN);
  }

  /** The texture of a face turned and scaled so that its eyes are where all others' are. */
  static FaceTexture texture(Mat bgr, DetectedFace face) {
    float[] points = face.landmarks().orElseThrow().points();
    double dx = points[2] - points[0];
    double dy = points[3] - points[1];
    double scale = EYES_APART * FaceTexture.SIDE / Math.hypot(dx, dy);
    double cosine = scale * dx / Math.hypot(dx, dy);
    double sine = scale * dy / Math.hypot(dx, dy);
    double x = (points[0] + points[2]) / 2.0;
    double y = (points[1] + points[3]) / 2.0;
    try (MatScope mats = new MatScope()) {
      Mat way = mats.track(new Mat(2, 3, CvType.CV_64F));
      way.put(0, 0, cosine, sine, FaceTexture.SIDE / 2.0 - cosine * x - sine * y);
      way.put(1, 0, -sine, cosine, EYES_DOWN * FaceTexture.SIDE + sine * x - cosine * y);
      Mat grey = mats.mat();
      Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
      Mat aligned = mats.mat();
      Size size = new Size(FaceTexture.SIDE, FaceTexture.SIDE);
      Imgproc.warpAffine(grey, aligned, way, size, Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
      Imgproc.GaussianBlur(aligned, aligned, new Size(0, 0), SMOOTHED);
      byte[] pixels = new byte[FaceTexture.SIDE * FaceTexture.SIDE];
      aligned.get(0, 0, pixels);
      return FaceTexture.of(pixels);
    }
  }
}
