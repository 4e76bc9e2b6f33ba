package io.tillwatch.core.replication.protocol;

/** The two times a node needs. */
public interface NodeClock {

  /** Runs evenly and never back; only differences mean something. Milliseconds. */
  long monotonicMillis();

  /** Wall clock, microseconds since 1970; may be wrong and may jump. */
  long wallMicros();
}
