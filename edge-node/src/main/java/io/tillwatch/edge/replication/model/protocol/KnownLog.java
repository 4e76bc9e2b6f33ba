package io.tillwatch.edge.replication.model.protocol;

import io.tillwatch.edge.replication.model.ChainHash;
import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.SignedOp;

/** How far one origin's log is known in this store. */
final class KnownLog {
  private final EpochLadder epochs = new EpochLadder();
  private Position position = Position.START;
  private String hash = "";
  private String unhashed;

  /** Takes over what the ledger holds at start, unless more was seen already. */
  void begin(LogHead head) {
    if (head.position().compareTo(position) > 0) {
      position = head.position();
      hash = head.hash();
      unhashed = null;
    }
  }

  /** The ledger holds this, and no more. */
  void reset(LogHead head) {
    position = head.position();
    hash = head.hash();
    unhashed = null;
  }

  /** The op is on disk and follows the predecessor. */
  void advance(Position predecessor, SignedOp op) {
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
  void jump(Position to) {
    if (!to.equals(position)) {
      position = to;
      hash = "";
      unhashed = null;
    }
  }

  Position position() {
    return position;
  }

  /** Hashes only when asked: heartbeats are rarer than ops. */
  LogHead head() {
    if (unhashed != null) {
      hash = ChainHash.of(unhashed);
      unhashed = null;
    }
    return new LogHead(position, hash);
  }

  /** Ops from one position up to another; a lower bound across epochs that were not seen. */
  long between(Position from, Position to) {
    return epochs.between(from, to);
  }

  void learnEpoch(long epoch, Position predecessor) {
    epochs.learn(epoch, predecessor);
  }
}
