package io.tillwatch.core.camera;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the quality gate says of one picture.
 *
 * @param score 0..100; 50 and more exactly where the picture passes
 * @param issues the hard minimums it misses, the most pressing first; empty where it passes
 * @param advice the one thing to tell the person before the camera, or null where all is good
 */
public record FaceQuality(
    int score, Grade grade, List<QualityIssue> issues, @Nullable QualityIssue advice) {
  /** How well a picture passes. */
  public enum Grade {
    /** Every measure is good: take it at once. */
    GOOD,
    /** Above every hard minimum: take it when nothing better comes. */
    LOW,
    REJECTED
  }

  public FaceQuality {
    issues = List.copyOf(issues);
    if (score < 0 || score > 100) {
      throw new IllegalArgumentException("Quality is 0..100, found " + score);
    }
    if ((grade == Grade.REJECTED) == issues.isEmpty()) {
      throw new IllegalArgumentException(
          "Exactly a rejected picture has issues, found " + grade + " with " + issues);
    }
  }

  public static FaceQuality noFace() {
    return new FaceQuality(0, Grade.REJECTED, List.of(QualityIssue.NO_FACE), QualityIssue.NO_FACE);
  }

  public boolean passes() {
    return grade != Grade.REJECTED;
  }

  /** The same picture, refused for a reason that is not its looks. */
  public FaceQuality refusedFor(QualityIssue issue) {
    List<QualityIssue> all = Stream.concat(issues.stream(), Stream.of(issue)).distinct().toList();
    return new FaceQuality(Math.min(score, 49), Grade.REJECTED, all, issue);
  }
}
