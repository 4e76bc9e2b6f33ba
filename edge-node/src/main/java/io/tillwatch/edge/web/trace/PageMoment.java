package io.tillwatch.edge.web.trace;

import java.util.concurrent.TimeUnit;

/**
 * When something happened on a page, as it says.
 *
 * @param agoMicros so long before it sent this; the way here comes on top
 * @param atMicros by this node's clock as the page knows it from the node's answers, microseconds
 *     since 1970; 0 where it does not know that clock yet
 */
public record PageMoment(long agoMicros, long atMicros) {
  /** What a page on a machine that is out of breath may take to send it. */
  private static final long LONGEST_WAY = TimeUnit.SECONDS.toMicros(5);

  /** When it was, by the node's clock; a clock that cannot be right counts for nothing. */
  public long by(long nowMicros) {
    long latest = nowMicros - agoMicros;
    boolean fits = atMicros >= latest - LONGEST_WAY && atMicros <= latest;
    return fits ? atMicros : latest;
  }
}
