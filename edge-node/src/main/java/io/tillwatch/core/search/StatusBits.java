package io.tillwatch.core.search;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.retail.Resolution;
import org.jspecify.annotations.Nullable;

/** How a transaction stands, in the bits of one number. */
final class StatusBits {
  static final int SALE = 1;
  static final int HELD = 1 << 1;
  static final int BLOCKED = 1 << 2;
  static final int VOIDED = 1 << 3;

  /** It raised an alert, or was found to have been paid too much. */
  static final int FLAGGED = 1 << 4;

  static final int FRAUD = 1 << 5;
  static final int LEGITIMATE = 1 << 6;
  static final int INCONCLUSIVE = 1 << 7;

  /** The scoring held or blocked it. */
  static final int STOPPED = 1 << 8;

  /** The scoring blocked it. */
  static final int REFUSED = 1 << 9;

  static final int JUDGED = FRAUD | LEGITIMATE | INCONCLUSIVE;

  private StatusBits() {}

  /** What it is, and what the scoring said of it. */
  static int answered(Posted posted) {
    int what = posted instanceof PostedSale ? SALE : 0;
    return switch (posted.assessment().decision()) {
      case APPROVE -> what;
      case REVIEW -> what | STOPPED;
      case BLOCK -> what | STOPPED | REFUSED;
    };
  }

  static int of(Posted.Status status) {
    return switch (status) {
      case COMPLETED -> 0;
      case HELD -> HELD;
      case BLOCKED -> BLOCKED;
    };
  }

  static int of(Resolution.@Nullable Outcome verdict) {
    if (verdict == null) {
      return 0;
    }
    return switch (verdict) {
      case FRAUD -> FRAUD;
      case LEGITIMATE -> LEGITIMATE;
      case INCONCLUSIVE -> INCONCLUSIVE;
    };
  }

  /** The bits that say the status. */
  static boolean is(int standing, Posted.Status status) {
    return (standing & (HELD | BLOCKED)) == of(status);
  }
}
