package io.tillwatch.core.fraud.history;

import io.tillwatch.core.oplog.HybridClock;
import java.time.Instant;

/**
 * When and in which order something beside transactions was said.
 *
 * @param arrived see {@link Arrival}, milliseconds since 1970
 * @param order rises with what a store had heard of, whatever its clock says: a stamp of {@link
 *     HybridClock}
 */
public record ReceivedAt(long arrived, long order) {

  /** Where no log says it: when it happened. */
  static ReceivedAt of(Instant happened) {
    long at = happened.toEpochMilli();
    return new ReceivedAt(at, HybridClock.stamp(at));
  }
}
