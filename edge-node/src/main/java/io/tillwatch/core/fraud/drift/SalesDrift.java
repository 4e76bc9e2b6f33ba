package io.tillwatch.core.fraud.drift;

import io.tillwatch.core.fraud.drift.DriftReport.Shift;
import java.util.List;

/**
 * How the sales of the last days differ from those before: what the returns of the next weeks will
 * be like.
 *
 * @param sales of the last seven days
 * @param weeks before those, that had sales enough to be compared with
 * @param shifts how each number moved, in the order of {@link SoldNumber}
 */
public record SalesDrift(long sales, int weeks, List<Shift> shifts) {

  public SalesDrift {
    shifts = List.copyOf(shifts);
  }

  /** The worst of the shifts. */
  public DriftLevel level() {
    return DriftReport.worst(shifts);
  }

  /** Whether there was enough to compare. */
  public boolean isKnown() {
    return level() != DriftLevel.TOO_FEW;
  }

  /** How many numbers alarm. */
  public long alarms() {
    return shifts.stream().filter(shift -> shift.level() == DriftLevel.ALARM).count();
  }
}
