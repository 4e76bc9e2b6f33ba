package io.tillwatch.core.trace;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.oplog.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the latest transactions passed their stages, as far as this node saw it: some 150 bytes for
 * each of {@value #MOST} at most, for an hour. Not safe for use by several threads.
 */
public final class TraceBook {
  static final int MOST = 20_000;
  private static final long HOUR = 3_600_000_000L;
  private static final long MICROS_A_MILLI = 1_000;

  private final Map<String, Stamps> byId = new LinkedHashMap<>();
  private final SentLog sent = new SentLog();

  private static final class Stamps {
    private final long[] at = new long[Stage.values().length];
    private String storeId = "";
    private @Nullable Position place;
  }

  /** A transaction is in this store's Redis. */
  public void committed(Committed committed) {
    if (!(committed.fact() instanceof Posted posted) || committed.salvaged()) {
      return;
    }
    Stamps stamps = stamps(posted.transaction().id(), committed.appliedMicros());
    stamps.storeId = posted.transaction().storeId();
    stamps.place = committed.op().id().position();
    first(stamps, Stage.RECEIVED, posted.transaction().at().toEpochMilli() * MICROS_A_MILLI);
    first(stamps, Stage.SCORED, committed.op().stampedMicros());
    first(stamps, Stage.COMMITTED, committed.committedMicros());
    first(stamps, Stage.APPLIED, committed.appliedMicros());
  }

  /**
   * A transaction that is known has passed a stage; of what is not known nothing is noted.
   *
   * @return whether it is known
   */
  public boolean passedToo(String transactionId, Stage stage, long atMicros) {
    Stamps stamps = byId.get(transactionId);
    if (stamps != null) {
      first(stamps, stage, atMicros);
    }
    return stamps != null;
  }

  /** The transaction came to the node then, which knows better than the fact, and was tapped. */
  public void came(String transactionId, long receivedMicros, long tappedMicros) {
    Stamps stamps = stamps(transactionId, receivedMicros);
    stamps.at[Stage.RECEIVED.ordinal()] = receivedMicros;
    first(stamps, Stage.TAPPED, tappedMicros);
  }

  /** Ops of this store were sent to another one. */
  public void sent(Sent message) {
    sent.sent(message);
  }

  /** When a transaction of this store was sent to that one; null where not known. */
  public @Nullable Long sentTo(String store, String transactionId) {
    Stamps stamps = byId.get(transactionId);
    return stamps == null || stamps.place == null ? null : sent.at(stamps.place, store);
  }

  /** What is known of one, or null. */
  public @Nullable Trace of(String transactionId) {
    Stamps stamps = byId.get(transactionId);
    return stamps == null || stamps.storeId.isEmpty() ? null : trace(transactionId, stamps);
  }

  /** Of all whose alert was painted, the newest last. */
  public List<Trace> painted() {
    List<Trace> traces = new ArrayList<>();
    byId.forEach(
        (id, stamps) -> {
          if (stamps.at[Stage.PAINTED.ordinal()] > 0 && !stamps.storeId.isEmpty()) {
            traces.add(trace(id, stamps));
          }
        });
    return traces;
  }

  private static Trace trace(String id, Stamps stamps) {
    Map<Stage, Long> at = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      if (stamps.at[stage.ordinal()] > 0) {
        at.put(stage, stamps.at[stage.ordinal()]);
      }
    }
    return new Trace(id, stamps.storeId, at);
  }

  private Stamps stamps(String id, long nowMicros) {
    Stamps known = byId.get(id);
    if (known != null) {
      return known;
    }
    Stamps made = new Stamps();
    byId.put(id, made);
    var oldest = byId.values().iterator();
    Stamps first = oldest.next();
    if (byId.size() > MOST || newest(first) < nowMicros - HOUR) {
      oldest.remove();
    }
    return made;
  }

  private static long newest(Stamps stamps) {
    long newest = Arrays.stream(stamps.at).max().orElse(0);
    return newest == 0 ? Long.MAX_VALUE : newest;
  }

  private static void first(Stamps stamps, Stage stage, long atMicros) {
    int place = stage.ordinal();
    if (stamps.at[place] == 0 && atMicros > 0) {
      stamps.at[place] = atMicros;
    }
  }
}
