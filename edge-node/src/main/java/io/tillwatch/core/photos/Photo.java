package io.tillwatch.core.photos;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.PerceptualHash;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.PictureHash;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.retail.PhotoEvidence;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The record of a face photo: everything but its pixels, so it may travel to every store.
 *
 * @param laneId the lane it was taken at, or null for an upload without one
 * @param box the dominant face, or null where there is none
 * @param perceptualHash 16 hexadecimal digits, or null where there is no face
 * @param quality 0..100
 * @param issues stable codes; empty where the photo is verified
 * @param consent what the customer agreed to; null: to the photo alone, as all older ones
 * @param pictureHash see {@link PictureHash}, its text; null where there is no face, and of older
 *     versions
 */
public record Photo(
    String id,
    String storeId,
    @Nullable String laneId,
    SourceKind source,
    Instant capturedAt,
    String sha256,
    @Nullable String perceptualHash,
    int faceCount,
    @Nullable Box box,
    int quality,
    boolean verified,
    List<String> issues,
    String detector,
    String detectorSha256,
    Liveness liveness,
    @Nullable PhotoConsent consent,
    @Nullable String pictureHash) {

  public Photo {
    issues = List.copyOf(issues);
  }

  /** A photo as versions noted it that hashed the face alone. */
  public Photo(
      String id,
      String storeId,
      @Nullable String laneId,
      SourceKind source,
      Instant capturedAt,
      String sha256,
      @Nullable String perceptualHash,
      int faceCount,
      @Nullable Box box,
      int quality,
      boolean verified,
      List<String> issues,
      String detector,
      String detectorSha256,
      Liveness liveness,
      @Nullable PhotoConsent consent) {
    this(
        id,
        storeId,
        laneId,
        source,
        capturedAt,
        sha256,
        perceptualHash,
        faceCount,
        box,
        quality,
        verified,
        issues,
        detector,
        detectorSha256,
        liveness,
        consent,
        null);
  }

  /** The record of a picture that was just looked at. */
  public static Photo of(
      String id,
      String storeId,
      @Nullable String laneId,
      Instant capturedAt,
      PhotoReport report,
      @Nullable PhotoConsent consent) {
    PerceptualHash hash = report.perceptualHash();
    PictureHash whole = report.pictureHash();
    return new Photo(
        id,
        storeId,
        laneId,
        report.source(),
        capturedAt,
        report.sha256(),
        hash == null ? null : hash.hex(),
        report.faceCount(),
        report.box(),
        report.quality().score(),
        report.verified(),
        report.issues(),
        report.detector(),
        report.detectorSha256(),
        report.liveness(),
        consent,
        whole == null ? null : whole.text());
  }

  /**
   * What the fraud scorer sees of this photo before it was compared with another. Earlier versions
   * noted single pictures as living people's; they are not taken for that any more.
   */
  public PhotoEvidence toEvidence() {
    return new PhotoEvidence(
        sha256,
        perceptualHash,
        verified,
        quality,
        liveness.of(source).score(),
        null,
        mayBeMatched() ? true : null,
        null);
  }

  /**
   * In how many of {@link PictureHash#BITS} bits its picture differs from another photo's; empty
   * where one of them is of an older version.
   */
  public OptionalInt bitsFrom(Photo other) {
    return PictureHash.distance(pictureHash, other.pictureHash);
  }

  /** Whether its face may be compared with another photo's. */
  public boolean mayBeMatched() {
    return consent != null && consent.allowsMatching();
  }
}
