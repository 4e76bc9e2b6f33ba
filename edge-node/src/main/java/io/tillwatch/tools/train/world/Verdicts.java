package io.tillwatch.tools.train.world;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the shop's reviewers would say of one return, and when it would come to light without them.
 * Drawn per return, so that a reviewer says the same whoever asks.
 */
final class Verdicts {
  private final boolean fraud;
  private final SplittableRandom random;
  private final double ofHeld;
  private final double ofPaid;
  private final double inconclusive;
  private final double found;

  Verdicts(WorldPlan plan, Happening happening) {
    random = new SplittableRandom(plan.seed() * 31 + happening.event().id().hashCode());
    fraud = happening.isFraud();
    ofHeld = random.nextDouble();
    ofPaid = random.nextDouble();
    inconclusive = random.nextDouble();
    found = random.nextDouble();
  }

  /** Of what is held: the customer stands there, the case is open. Null: inconclusive. */
  @Nullable Boolean ofHeld() {
    if (inconclusive < 0.05) {
      return null;
    }
    return fraud ? ofHeld >= 0.08 : ofHeld < 0.03;
  }

  /** Of what was paid, afterwards, from pictures and records. Null: inconclusive. */
  @Nullable Boolean ofPaid() {
    if (inconclusive < 0.1) {
      return null;
    }
    return fraud ? ofPaid >= 0.15 : ofPaid < 0.005;
  }

  Duration whileHeld() {
    return Duration.ofMinutes(30 + random.nextInt(3 * 1_440));
  }

  Duration afterPayment() {
    return Duration.ofMinutes(1_440 + random.nextInt(9 * 1_440));
  }

  /** Whether a paid fraud is noticed later by itself. */
  boolean comesToLight(Scheme scheme) {
    return found < scheme.comesToLight();
  }

  Duration untilFound(Scheme scheme) {
    int days = scheme.latestDays() - scheme.soonestDays();
    return Duration.ofMinutes(1_440L * scheme.soonestDays() + random.nextInt(1_440 * days));
  }
}
