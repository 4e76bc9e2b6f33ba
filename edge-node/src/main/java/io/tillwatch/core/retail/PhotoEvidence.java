package io.tillwatch.core.retail;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a face photo taken at the till, without its pixels.
 *
 * @param sha256 hash of the picture's bytes, hexadecimal; two transactions with one hash share one
 *     picture
 * @param perceptualHash 64-bit difference hash of the face, 16 hexadecimal digits, or null where
 *     none was made
 * @param verified a face was found and passed the quality gate, and the picture's source counts in
 *     this store
 * @param quality 0..100, or null where unknown
 * @param liveness 0..1, or null where not measured
 * @param similarityToSale 0..1 as the face matcher gave it, or null where faces were not compared
 * @param matchAllowed true where the customer agreed that the face is compared; null where not
 * @param notCompared why a return's face was not compared with that of the purchase, a name of
 *     {@code FaceMatch.Reason}; null where it was, or where there is nothing to compare it with
 * @param bitsFromSale in how many of 1,024 bits a return's picture differs from that of the
 *     purchase; null where there is nothing to compare it with, or a photo is of an older version
 */
public record PhotoEvidence(
    String sha256,
    @Nullable String perceptualHash,
    boolean verified,
    @Nullable Integer quality,
    @Nullable Double liveness,
    @Nullable Double similarityToSale,
    @Nullable Boolean matchAllowed,
    @Nullable String notCompared,
    @Nullable Integer bitsFromSale) {

  /** A photo whose picture was held against no other. */
  public PhotoEvidence(
      String sha256,
      @Nullable String perceptualHash,
      boolean verified,
      @Nullable Integer quality,
      @Nullable Double liveness,
      @Nullable Double similarityToSale,
      @Nullable Boolean matchAllowed,
      @Nullable String notCompared) {
    this(
        sha256,
        perceptualHash,
        verified,
        quality,
        liveness,
        similarityToSale,
        matchAllowed,
        notCompared,
        null);
  }

  /** A photo whose comparison nobody speaks of. */
  public PhotoEvidence(
      String sha256,
      @Nullable String perceptualHash,
      boolean verified,
      @Nullable Integer quality,
      @Nullable Double liveness,
      @Nullable Double similarityToSale) {
    this(sha256, perceptualHash, verified, quality, liveness, similarityToSale, null, null);
  }

  /**
   * Whether its face is so likely that of somebody who is there, 0..100; not where nobody knows.
   */
  public boolean isLive(long percent) {
    return liveness != null && liveness * 100 >= percent;
  }

  /** The same, which holds these values, each equal to its own, instead of its own. */
  public PhotoEvidence sharing(
      @Nullable Double sameLiveness,
      @Nullable Double similarity,
      @Nullable String reason,
      @Nullable Integer bits) {
    return new PhotoEvidence(
        sha256,
        perceptualHash,
        verified,
        quality,
        sameLiveness,
        similarity,
        matchAllowed,
        reason,
        bits);
  }

  /** The same, compared with the photo of the purchase. */
  public PhotoEvidence comparedAs(double similarity) {
    return with(similarity, null, bitsFromSale);
  }

  /** The same, which could not be compared. */
  public PhotoEvidence notComparedFor(String reason) {
    return with(null, reason, bitsFromSale);
  }

  /** The same, whose picture differs so much from that of the purchase. */
  public PhotoEvidence differingFromSale(int bits) {
    return with(similarityToSale, notCompared, bits);
  }

  private PhotoEvidence with(
      @Nullable Double similarity, @Nullable String reason, @Nullable Integer bits) {
    return sharing(liveness, similarity, reason, bits);
  }
}
