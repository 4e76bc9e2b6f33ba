package io.tillwatch.core.replication.log;

import io.tillwatch.core.oplog.ChainHash;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.replication.protocol.LogHead;
import org.jspecify.annotations.Nullable;

/** How far one origin's log is known in this store. */
public final class LogState {
  private final EpochIndex epochs = new EpochIndex();
  private Position position = Position.START;
  private String hash = "";
  private @Nullable String unhashed;

  /** Takes over what the ledger holds at start, unless more was seen already. */
  public void begin(LogHead head) {
    if (head.position().compareTo(position) > 0) {
      position = head.position();
      hash = head.hash();
      unhashed = null;
    }
  }

  /** The ledger holds this, and no more. */
  public void reset(LogHead head) {
    position = head.position();
    hash = head.hash();
    unhashed = null;
  }

  /** The op is on disk and follows the predecessor. */
  public void advance(Position predecessor, SignedOp op) {
    Position next = op.id().position();
    if (next.epoch() != predecessor.epoch()) {
      epochs.learn(next.epoch(), predecessor);
    }
    if (next.compareTo(position) > 0) {
      position = next;
      unhashed = op.text();
    }
  }

  /** The ledger says so; which op stands there was not seen. */
  public void jump(Position to) {
    if (!to.equals(position)) {
      position = to;
      hash = "";
      unhashed = null;
    }
  }

  public Position position() {
    return position;
  }

  /** Hashes only when asked: heartbeats are rarer than ops. */
  public LogHead head() {
    if (unhashed != null) {
      hash = ChainHash.of(unhashed);
      unhashed = null;
    }
    return new LogHead(position, hash);
  }

  /** Ops from one position up to another; a lower bound across epochs that were not seen. */
  public long between(Position from, Position to) {
    return epochs.between(from, to);
  }

  public void learnEpoch(long epoch, Position predecessor) {
    epochs.learn(epoch, predecessor);
  }
}
