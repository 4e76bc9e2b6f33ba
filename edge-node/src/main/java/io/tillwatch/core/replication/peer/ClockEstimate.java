package io.tillwatch.core.replication.peer;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How far a peer's clock is ahead of this one, from the four stamps of a question and its answer.
 * The quickest of the last exchanges counts, as in NTP (RFC 5905, clock filter): what delays an
 * exchange makes its estimate worse.
 */
public final class ClockEstimate {
  private static final int SAMPLES = 8;

  private record Sample(long offset, long error) {}

  private final Deque<Sample> samples = new ArrayDeque<>(SAMPLES);

  /**
   * Takes an exchange into account; all in microseconds.
   *
   * @param asked by this clock
   * @param received by the peer's clock
   * @param answered by the peer's clock
   * @param back by this clock
   */
  void sample(long asked, long received, long answered, long back) {
    if (samples.size() == SAMPLES) {
      samples.removeFirst();
    }
    long offset = Math.floorDiv((received - asked) + (answered - back), 2);
    samples.addLast(new Sample(offset, Math.max(0, ((back - asked) - (answered - received)) / 2)));
  }

  /** Microseconds the peer's clock is ahead; 0 where that cannot be told from nothing. */
  public long offsetMicros() {
    Sample best = best();
    return best == null || Math.abs(best.offset) <= best.error ? 0 : best.offset;
  }

  /** The estimate is off by this many microseconds at most; -1 before the first exchange. */
  public long errorMicros() {
    Sample best = best();
    return best == null ? -1 : best.error;
  }

  private @Nullable Sample best() {
    return samples.stream().min(Comparator.comparingLong(Sample::error)).orElse(null);
  }
}
