package io.tillwatch.core.fraud.model;

/**
 * Makes numbers add up to their total to the last bit, in whatever order they are added. A margin
 * is a sum in single precision, as XGBoost has it; its parts are computed in double precision, and
 * their sum differs by what single precision rounded away.
 */
final class ExactSum {
  private ExactSum() {}

  /**
   * Rounds all parts to multiples of one unit, which is so large that no sum of them is rounded,
   * and gives the last part what is left over. The unit is about 2^-50 of the sum of their amounts.
   * Only a total below 2^-27 of that sum may be no multiple of it: half a unit is missed then.
   *
   * @param parts at least one
   * @param total finite; otherwise nothing is done
   */
  static void settle(double[] parts, float total) {
    if (!Float.isFinite(total)) {
      return;
    }
    double amounts = Math.abs((double) total);
    for (double part : parts) {
      amounts += Math.abs(part);
    }
    int last = parts.length - 1;
    double unit = 2 * Math.ulp(2 * amounts);
    double others = 0;
    for (int i = 0; i < last; i++) {
      parts[i] = Math.rint(parts[i] / unit) * unit;
      others += parts[i];
    }
    parts[last] = Math.rint((total - others) / unit) * unit;
  }
}
