package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.Decision;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a model finds of the frauds that the rules let pass.
 *
 * @param frauds in the test part
 * @param missed of them the rules paid
 * @param falseHolds honest returns that the rules alone held or refused
 * @param equal with the model, where no more honest returns are stopped than by the rules alone
 * @param asIs with the model, where the threshold stays as it is
 */
public record HoldFigures(int frauds, int missed, int falseHolds, Point equal, Point asIs) {
  private static final int MOST = 101;

  /**
   * With the model, from a score on.
   *
   * @param threshold lowest score that is held
   * @param falseHolds honest returns that are stopped
   * @param found of the frauds that the rules alone paid
   * @param lost of those that the rules alone stopped
   */
  public record Point(int threshold, int falseHolds, int found, int lost) {}

  /**
   * Compares two runs of one world.
   *
   * @param alone by rules alone, of the test part
   * @param with the model, of the same returns
   * @param review lowest score that the rules alone hold
   */
  static HoldFigures of(List<JudgedReturn> alone, List<JudgedReturn> with, int review) {
    int falseHolds = count(alone, one -> !one.isFraud() && isStopped(one));
    int threshold = review;
    while (threshold < MOST && falseAt(with, threshold) > falseHolds) {
      threshold++;
    }
    while (threshold > 1 && falseAt(with, threshold - 1) <= falseHolds) {
      threshold--;
    }
    return new HoldFigures(
        count(alone, JudgedReturn::isFraud),
        count(alone, one -> one.isFraud() && !isStopped(one)),
        falseHolds,
        point(alone, with, threshold),
        point(alone, with, review));
  }

  private static Point point(List<JudgedReturn> alone, List<JudgedReturn> with, int threshold) {
    Set<String> stopped =
        with.stream()
            .filter(one -> one.assessment().score() >= threshold)
            .map(JudgedReturn::id)
            .collect(Collectors.toSet());
    return new Point(
        threshold,
        falseAt(with, threshold),
        count(alone, one -> one.isFraud() && !isStopped(one) && stopped.contains(one.id())),
        count(alone, one -> one.isFraud() && isStopped(one) && !stopped.contains(one.id())));
  }

  private static boolean isStopped(JudgedReturn one) {
    return one.assessment().decision() != Decision.APPROVE;
  }

  private static int falseAt(List<JudgedReturn> returns, int threshold) {
    return count(returns, one -> !one.isFraud() && one.assessment().score() >= threshold);
  }

  private static int count(List<JudgedReturn> returns, Predicate<JudgedReturn> of) {
    return (int) returns.stream().filter(of).count();
  }

  /** Share of the missed that is found, less what is lost, with as many false holds. */
  public double foundShare() {
    return (double) (equal.found - equal.lost) / missed;
  }
}
