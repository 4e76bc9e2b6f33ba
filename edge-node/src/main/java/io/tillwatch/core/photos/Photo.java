package io.tillwatch.core.photos;

import static java.util.Objects.requireNonNull;

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
 * @param innerHash the same of the picture without its border; null where there is no face, and of
 *     older versions
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
    @Nullable String pictureHash,
    @Nullable String innerHash) {

  public Photo {
    issues = List.copyOf(issues);
  }

  /** The record of a picture that was just looked at. */
  public static Photo of(
      String id,
      String storeId,
      @Nullable String laneId,
      Instant capturedAt,
      PhotoReport report,
      @Nullable PhotoConsent consent) {
    PerceptualHash hash = report.faces().perceptualHash();
    PictureHash whole = report.stored().pictureHash();
    PictureHash inner = report.stored().innerHash();
    return Photo.builder()
        .id(id)
        .storeId(storeId)
        .laneId(laneId)
        .source(report.source())
        .capturedAt(capturedAt)
        .sha256(report.stored().sha256())
        .perceptualHash(hash == null ? null : hash.hex())
        .faceCount(report.faces().count())
        .box(report.faces().box())
        .quality(report.quality().score())
        .verified(report.verified())
        .issues(report.issues())
        .detector(report.detector().name())
        .detectorSha256(report.detector().sha256())
        .liveness(report.liveness())
        .consent(consent)
        .pictureHash(whole == null ? null : whole.text())
        .innerHash(inner == null ? null : inner.text())
        .build();
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

  /** Begins a photo of which nothing is said yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes a photo value by value, each by the name of its component. What is not said is absent,
   * empty, 0 or false; {@link #build()} throws NullPointerException where a value that must be
   * there is missing.
   */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String storeId;
    private @Nullable String laneId;
    private @Nullable SourceKind source;
    private @Nullable Instant capturedAt;
    private @Nullable String sha256;
    private @Nullable String perceptualHash;
    private int faceCount;
    private @Nullable Box box;
    private int quality;
    private boolean verified;
    private List<String> issues = List.of();
    private @Nullable String detector;
    private @Nullable String detectorSha256;
    private @Nullable Liveness liveness;
    private @Nullable PhotoConsent consent;
    private @Nullable String pictureHash;
    private @Nullable String innerHash;

    private Builder() {}

    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder storeId(String value) {
      storeId = value;
      return this;
    }

    public Builder laneId(@Nullable String value) {
      laneId = value;
      return this;
    }

    public Builder source(SourceKind value) {
      source = value;
      return this;
    }

    public Builder capturedAt(Instant value) {
      capturedAt = value;
      return this;
    }

    public Builder sha256(String value) {
      sha256 = value;
      return this;
    }

    public Builder perceptualHash(@Nullable String value) {
      perceptualHash = value;
      return this;
    }

    public Builder faceCount(int value) {
      faceCount = value;
      return this;
    }

    public Builder box(@Nullable Box value) {
      box = value;
      return this;
    }

    public Builder quality(int value) {
      quality = value;
      return this;
    }

    public Builder verified(boolean value) {
      verified = value;
      return this;
    }

    public Builder issues(List<String> value) {
      issues = value;
      return this;
    }

    public Builder detector(String value) {
      detector = value;
      return this;
    }

    public Builder detectorSha256(String value) {
      detectorSha256 = value;
      return this;
    }

    public Builder liveness(Liveness value) {
      liveness = value;
      return this;
    }

    public Builder consent(@Nullable PhotoConsent value) {
      consent = value;
      return this;
    }

    public Builder pictureHash(@Nullable String value) {
      pictureHash = value;
      return this;
    }

    public Builder innerHash(@Nullable String value) {
      innerHash = value;
      return this;
    }

    /** Makes it. */
    public Photo build() {
      return new Photo(
          requireNonNull(id, "id"),
          requireNonNull(storeId, "storeId"),
          laneId,
          requireNonNull(source, "source"),
          requireNonNull(capturedAt, "capturedAt"),
          requireNonNull(sha256, "sha256"),
          perceptualHash,
          faceCount,
          box,
          quality,
          verified,
          issues,
          requireNonNull(detector, "detector"),
          requireNonNull(detectorSha256, "detectorSha256"),
          requireNonNull(liveness, "liveness"),
          consent,
          pictureHash,
          innerHash);
    }
  }
}
