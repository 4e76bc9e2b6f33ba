package io.tillwatch.tools.bench;

/** Two databases, the second of which gets what the first commits. */
interface ReplicatedPair extends AutoCloseable {

  /**
   * Sends ops at that pace and stamps them; returns when all are applied, or none came for long.
   */
  OpTimestamps measure(SteadyRate pace);

  @Override
  void close();
}
