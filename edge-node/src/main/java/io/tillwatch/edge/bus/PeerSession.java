package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What this run was given by a run of another store, to ask it within. */
final class PeerSession {
  private final StoreId store;
  private final UUID run;
  private final byte[] name;
  private final AtomicLong asked = new AtomicLong();

  PeerSession(StoreId store, UUID run, byte[] name) {
    this.store = store;
    this.run = run;
    this.name = name;
  }

  StoreId store() {
    return store;
  }

  byte[] name() {
    return name;
  }

  /** Number of the next question. */
  long next() {
    return asked.incrementAndGet();
  }

  /** Whether a frame, whose mac holds, answers the question of that number. */
  boolean isAnswered(Frame answer, long counter, StoreId self) {
    return answer.kind() == Frame.Kind.ANSWER
        && answer.from().equals(store)
        && answer.run().equals(run)
        && answer.to().equals(self)
        && answer.counter() == counter
        && java.util.Arrays.equals(answer.session(), name);
  }
}
