package io.tillwatch.core.camera;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one picture.
 *
 * @param source where the picture came from; DEMO whenever it carries the mark of a drawing
 */
public record PhotoReport(
    SourceKind source,
    Stored stored,
    Faces faces,
    FaceQuality quality,
    Liveness liveness,
    DetectorModel detector) {

  /**
   * The picture as it is stored.
   *
   * @param width in pixels
   * @param height in pixels
   * @param sha256 hash of its bytes, 64 hexadecimal digits
   * @param pictureHash hash of the whole picture, or null where there is no face
   * @param innerHash hash of its inner part, which is still there after a border was cut off; null
   *     where there is no face
   */
  public record Stored(
      int width,
      int height,
      String sha256,
      @Nullable PictureHash pictureHash,
      @Nullable PictureHash innerHash) {}

  /**
   * The faces in it.
   *
   * @param count of the faces found, 0 and more
   * @param box the dominant face in the stored picture, or null where there is none
   * @param perceptualHash hash of the dominant face, or null where there is none
   */
  public record Faces(int count, @Nullable Box box, @Nullable PerceptualHash perceptualHash) {
    public Faces {
      if ((count == 0) != (box == null)) {
        throw new IllegalArgumentException(
            "Exactly a picture without a face has no box, found " + count + " faces, " + box);
      }
    }
  }

  /**
   * What found them.
   *
   * @param sha256 hash of its model or cascade
   */
  public record DetectorModel(String name, String sha256) {}

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
    return new PhotoReport(source, stored, faces, judged, measured, detector);
  }
}
