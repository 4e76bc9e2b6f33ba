package io.tillwatch.edge.web.answer.stores;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.replication.DecommissionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store on its way out of the group, or gone.
 *
 * @param cutOff the last op of its log that counts; null while it is leaving
 * @param waitingFor remaining stores that do not know yet
 */
public record DepartureJson(
    String storeId,
    String heir,
    @Nullable Instant askedAt,
    State state,
    @Nullable String cutOff,
    List<String> waitingFor) {

  /** How far it is. */
  public enum State {
    LEAVING,
    GONE
  }

  public static DepartureJson of(DecommissionStatus status) {
    return new DepartureJson(
        status.storeId(),
        status.successor(),
        status.askedAt(),
        status.complete() ? State.GONE : State.LEAVING,
        text(status.cutOff()),
        status.waitingFor());
  }

  static @Nullable String text(@Nullable Position position) {
    return position == null ? null : position.toString();
  }
}
