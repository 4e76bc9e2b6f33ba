package io.tillwatch.core.camera;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one picture.
 *
 * @param source where the picture came from; DEMO whenever it carries the mark of a drawing
 * @param faceCount faces found, 0 and more
 * @param box the dominant face in the stored picture, or null where there is none
 * @param sha256 hash of the bytes to store, 64 hexadecimal digits
 * @param perceptualHash hash of the dominant face, or null where there is none
 * @param pictureHash hash of the whole picture, or null where there is no face
 * @param detector the detector's name
 * @param detectorSha256 hash of its model or cascade
 */
public record PhotoReport(
    SourceKind source,
    int width,
    int height,
    int faceCount,
    @Nullable Box box,
    FaceQuality quality,
    Liveness liveness,
    String sha256,
    @Nullable PerceptualHash perceptualHash,
    @Nullable PictureHash pictureHash,
    String detector,
    String detectorSha256) {

  public PhotoReport {
    if ((faceCount == 0) != (box == null)) {
      throw new IllegalArgumentException(
          "Exactly a picture without a face has no box, found " + faceCount + " faces, " + box);
    }
  }

  /** One good enough face, from a source that counts, and nothing says that it is a still. */
  public boolean verified() {
    return quality.passes() && liveness.verdict() != Liveness.Verdict.SPOOF;
  }

  /** Stable codes of what keeps the picture from being verified; empty where it is. */
  public List<String> issues() {
    return quality.issues().stream().map(Enum::name).toList();
  }

  /** The same picture, with what is known of its liveness; LIVE only of a live source. */
  public PhotoReport with(Liveness found) {
    Liveness measured = found.of(source);
    boolean spoof = measured.verdict() == Liveness.Verdict.SPOOF;
    FaceQuality judged = spoof ? quality.refusedFor(QualityIssue.NOT_LIVE) : quality;
    return new PhotoReport(
        source,
        width,
        height,
        faceCount,
        box,
        judged,
        measured,
        sha256,
        perceptualHash,
        pictureHash,
        detector,
        detectorSha256);
  }
}
