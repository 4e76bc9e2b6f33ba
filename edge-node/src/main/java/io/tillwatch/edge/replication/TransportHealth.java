package io.tillwatch.edge.replication;

import io.vertx.core.AsyncResult;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.function.LongSupplier;

/** How well each way to one store works. Safe for use by several threads. */
final class TransportHealth {
  /** Heartbeats in a row that the bus must answer before it is trusted again. */
  private static final int PROOF = 3;

  /** Heartbeats after which HTTP is tried although the bus is well, to know that it would do. */
  private static final int PROBE_EVERY = 10;

  /** An answer that takes longer than this is not waited for before HTTP is tried. */
  private static final long SLOW_NANOS = 600_000_000L;

  private final LongSupplier nanos;
  private boolean busWhole = true;
  private boolean busProven;
  private boolean httpWhole;
  private int busInARow;
  private int beats;
  private int unanswered;
  private long oldestUnanswered;
  private long forged;

  TransportHealth(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether the way worked, even where the store could not help. */
  static boolean works(AsyncResult<?> answer) {
    if (answer.succeeded() || answer.cause() instanceof StoreRefusedException) {
      return true;
    }
    return answer.cause() instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE;
  }

  /** A heartbeat leaves on the bus; says whether it should go by HTTP too. */
  synchronized boolean startsBeat() {
    if (unanswered > 0 && nanos.getAsLong() - oldestUnanswered > SLOW_NANOS) {
      busFailed();
    }
    if (unanswered++ == 0) {
      oldestUnanswered = nanos.getAsLong();
    }
    return !busWhole || beats++ % PROBE_EVERY == 0;
  }

  synchronized void busBeat(boolean worked) {
    unanswered--;
    oldestUnanswered = nanos.getAsLong();
    if (!worked) {
      busFailed();
      return;
    }
    busInARow++;
    busProven = true;
    if (busInARow >= PROOF || !httpWhole) {
      busWhole = true;
    }
  }

  synchronized void busFailed() {
    busWhole = false;
    busInARow = 0;
  }

  synchronized void http(boolean worked) {
    httpWhole = worked;
  }

  synchronized boolean usesHttp() {
    return !busWhole && httpWhole;
  }

  synchronized String inUse() {
    if (usesHttp()) {
      return "http";
    }
    return busWhole && busProven ? "bus" : "none";
  }

  synchronized void forgedAnswer() {
    forged++;
  }

  synchronized long forged() {
    return forged;
  }
}
