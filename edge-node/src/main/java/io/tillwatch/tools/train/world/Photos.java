package io.tillwatch.tools.train.world;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.retail.PhotoEvidence;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a camera would have said. */
final class Photos {
  private Photos() {}

  /**
   * A live photo.
   *
   * @param similarity to the purchase's, or null where there is none to compare with
   */
  static PhotoEvidence of(String id, SplittableRandom random, @Nullable Double similarity) {
    int quality = 58 + random.nextInt(40);
    double liveness = 0.86 + 0.13 * random.nextDouble();
    return new PhotoEvidence(Sha256.hex(id), null, true, quality, liveness, similarity);
  }

  /** How alike two pictures of one person are. */
  static double samePerson(SplittableRandom random) {
    return within(0.72 + 0.09 * random.nextGaussian());
  }

  /** How alike two people are. */
  static double otherPerson(SplittableRandom random) {
    return within(0.16 + 0.09 * random.nextGaussian());
  }

  private static double within(double similarity) {
    return Math.round(1000 * Math.max(0.01, Math.min(0.98, similarity))) / 1000.0;
  }
}
