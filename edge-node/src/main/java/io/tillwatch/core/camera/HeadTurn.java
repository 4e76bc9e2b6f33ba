package io.tillwatch.core.camera;

/**
 * A turn of the head that somebody was asked for, as far as it was seen. A photo that is waved
 * about moves its nose between its eyes by 0.14 at most; a living head by 0.28 to 1.0.
 *
 * @param direction which direction was asked for
 * @param frontal how the head was turned before
 * @param furthest how far it turned that direction since, never below 0
 */
public record HeadTurn(Direction direction, double frontal, double furthest) {
  /** What a turn must reach. */
  public static final double ENOUGH = 0.25;

  /** How alive a turn in the right direction makes a face; injected pictures are not ruled out. */
  private static final double SCORE = 0.9;

  /** To the person's own left or right. */
  public enum Direction {
    LEFT,
    RIGHT
  }

  /** The turn that begins at a frontal face. */
  public static HeadTurn from(double frontal, Direction direction) {
    return new HeadTurn(direction, frontal, 0);
  }

  /**
   * The same after one more look.
   *
   * @param turn above 0 where the nose points to the right of the picture, which is the person's
   *     left
   */
  public HeadTurn seen(double turn) {
    double moved = direction == Direction.LEFT ? turn - frontal : frontal - turn;
    return new HeadTurn(direction, frontal, Math.max(furthest, moved));
  }

  public boolean isDone() {
    return furthest >= ENOUGH;
  }

  /** What a turn adds to what is known of a picture's liveness; a model's doubt remains. */
  public static Liveness confirm(Liveness measured) {
    if (measured.verdict() == Liveness.Verdict.SPOOF) {
      return measured;
    }
    double score = measured.score() == null ? SCORE : Math.min(SCORE, measured.score());
    return new Liveness(Liveness.Verdict.LIVE, score);
  }
}
