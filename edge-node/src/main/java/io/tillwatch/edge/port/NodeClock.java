package io.tillwatch.edge.port;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** What a node knows of time: its wall clock, which may step, and how long it runs. */
public interface NodeClock extends InstantSource {

  /** Milliseconds since some moment before the node's start; no step of the wall clock shows. */
  long steadyMillis();

  /** The process's own, with another wall clock. */
  static NodeClock of(InstantSource wall) {
    return new NodeClock() {
      @Override
      public Instant instant() {
        return wall.instant();
      }

      @Override
      public long steadyMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
      }
    };
  }
}
