package io.tillwatch.core.camera;

/** What came of comparing two faces. */
public sealed interface FaceMatch {

  /**
   * They were compared.
   *
   * @param similarity 0 (strangers) to 1 (the same picture), on the scale that the rules' limits
   *     are made for, whichever model measured it
   */
  record Compared(double similarity) implements FaceMatch {
    public Compared {
      if (!(similarity >= 0 && similarity <= 1)) {
        throw new IllegalArgumentException("Similarity is 0..1, found " + similarity);
      }
    }
  }

  /** They were not, which says nothing about the person. */
  record NotCompared(Reason reason) implements FaceMatch {}

  /** Why faces were not compared. The names stand in facts and never change their meaning. */
  enum Reason {
    /** Somebody took the photo of the purchase without leave to compare it. */
    NO_CONSENT,
    /** The purchaser agreed to a comparison, and who returns did not. */
    DECLINED,
    /** This store has no model that compares faces. */
    NO_MODEL,
    /** The photo of the purchase was erased. */
    ERASED,
    /** The bytes of the purchase's photo have not come to this store yet. */
    NOT_HERE,
    /** One of the photos did not pass the quality gate. */
    NOT_VERIFIED,
    /** No face was found on one of the photos. */
    NO_FACE,
    /** A face is less than 80 pixels wide. */
    FACE_TOO_SMALL,
    /** The detector found no landmarks, or ones that no face has. */
    IMPLAUSIBLE_LANDMARKS,
    /** The comparison was not done in time. */
    LATE,
    /** The comparison failed. */
    FAILED
  }

  static FaceMatch not(Reason reason) {
    return new NotCompared(reason);
  }
}
