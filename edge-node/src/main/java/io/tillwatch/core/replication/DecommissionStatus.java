package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store on its way out of the group, or gone.
 *
 * @param storeId the store that leaves
 * @param successor the store that owns, or will own, the refund rights of its receipts
 * @param askedAt when it was asked for; null where that is unknown here
 * @param complete every remaining store knows: it is gone
 * @param cutOff the last op of its log that counts; null until it is gone
 * @param waitingFor the remaining stores that do not know yet, as far as the asking store can tell;
 *     empty elsewhere
 */
public record DecommissionStatus(
    String storeId,
    String successor,
    @Nullable Instant askedAt,
    boolean complete,
    @Nullable Position cutOff,
    List<String> waitingFor) {
  public DecommissionStatus {
    waitingFor = List.copyOf(waitingFor);
  }
}
