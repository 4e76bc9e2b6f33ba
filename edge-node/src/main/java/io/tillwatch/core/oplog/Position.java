package io.tillwatch.core.oplog;

/**
 * How far one origin's log is known: every op up to and with this one.
 *
 * @param epoch milliseconds since 1970 at which the origin opened this run of its log; 0 for
 *     nothing known
 * @param seq 1 for the first op of an epoch
 */
public record Position(long epoch, long seq) implements Comparable<Position> {

  /** Nothing known. */
  public static final Position START = new Position(0, 0);

  public Position {
    if (epoch < 0 || seq < 0) {
      throw new IllegalArgumentException("a position is not negative, found " + epoch + "-" + seq);
    }
  }

  /** Reads the form of a Redis Stream ID, {@code epoch-seq}. */
  public static Position parse(String streamId) {
    int dash = streamId.indexOf('-');
    if (dash < 1) {
      throw new IllegalArgumentException("expected epoch-seq, found " + streamId);
    }
    return new Position(
        Long.parseLong(streamId.substring(0, dash)), Long.parseLong(streamId.substring(dash + 1)));
  }

  @Override
  public int compareTo(Position other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(seq, other.seq);
  }

  /** The form of a Redis Stream ID, {@code epoch-seq}. */
  @Override
  public String toString() {
    return epoch + "-" + seq;
  }
}
