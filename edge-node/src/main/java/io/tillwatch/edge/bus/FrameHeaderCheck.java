package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.StoreId;
import io.vertx.core.buffer.Buffer;

/**
 * Looks at the beginning of a question while the rest is still on its way, and refuses what cannot
 * count whatever follows: nobody gets a long frame read who was not given a session by this run.
 * What passes is not proved yet; its mac still has to hold. Safe for use by several threads.
 */
final class FrameHeaderCheck {
  /** More than lies before the body of any frame, whatever the names of stores and keys. */
  static final int BYTES = 1 << 10;

  private static final byte OLD_FORM = 1;

  private final StoreId self;
  private final Seal seal;
  private final PeerSessions runs;
  private final LegacyFrames old;

  FrameHeaderCheck(StoreId self, Seal seal, PeerSessions runs, LegacyFrames old) {
    this.self = self;
    this.seal = seal;
    this.runs = runs;
    this.old = old;
  }

  /**
   * Throws RefusedFrameException where no frame that counts begins so.
   *
   * @param beginning {@link #BYTES} of it, or more
   * @return whether anything could be told; not so of form 1
   */
  boolean at(Buffer beginning) {
    if (beginning.getByte(0) == OLD_FORM) {
      if (!old.isAccepted()) {
        throw new RefusedFrameException(FrameRefusal.OLD_FORM);
      }
      return false;
    }
    Frame frame = FrameFormat.beginning(beginning, seal::hasKey);
    if (frame.kind() != Frame.Kind.QUESTION || !frame.to().equals(self)) {
      throw new RefusedFrameException(FrameRefusal.OTHER_RECIPIENT);
    }
    if (!runs.knows(frame)) {
      throw new RefusedFrameException(FrameRefusal.NOT_AGREED);
    }
    return true;
  }
}
