package io.tillwatch.core.replication.peer;

import io.tillwatch.core.replication.protocol.LogHead;

/**
 * Whether two stores' copies of each other's logs are what they are copies of. Either may be found
 * not to be, and each is mended by itself.
 */
sealed interface Agreement {
  /** Nothing contradicts anything. */
  Agreement AGREED = new Agreed();

  /** The peer's own log contradicts the copy here. */
  Agreement theirsDiverged();

  /**
   * The peer's copy of this store's log contradicts that log.
   *
   * @param at where the copy ended
   */
  Agreement oursRefused(LogHead at);

  /**
   * The peer told where its copy of this store's log ends. Where that is elsewhere than when it
   * contradicted the log, somebody mended it there; otherwise this says what it said.
   */
  Agreement heard(LogHead copy);

  /** Both copies hold. */
  record Agreed() implements Agreement {
    @Override
    public Agreement theirsDiverged() {
      return new TheirsDiverged();
    }

    @Override
    public Agreement oursRefused(LogHead at) {
      return new OursRefused(at);
    }

    @Override
    public Agreement heard(LogHead copy) {
      return this;
    }
  }

  /** The peer's log is not taken here any more; this store's log still goes there. */
  record TheirsDiverged() implements Agreement {
    @Override
    public Agreement theirsDiverged() {
      return this;
    }

    @Override
    public Agreement oursRefused(LogHead at) {
      return new BothDiverged(at);
    }

    @Override
    public Agreement heard(LogHead copy) {
      return this;
    }
  }

  /** The peer takes no more of this store's log. */
  record OursRefused(LogHead at) implements Agreement {
    @Override
    public Agreement theirsDiverged() {
      return new BothDiverged(at);
    }

    @Override
    public Agreement oursRefused(LogHead now) {
      return new OursRefused(now);
    }

    @Override
    public Agreement heard(LogHead copy) {
      return copy.equals(at) ? this : AGREED;
    }
  }

  /** Neither takes the other's log. */
  record BothDiverged(LogHead at) implements Agreement {
    @Override
    public Agreement theirsDiverged() {
      return this;
    }

    @Override
    public Agreement oursRefused(LogHead now) {
      return new BothDiverged(now);
    }

    @Override
    public Agreement heard(LogHead copy) {
      return copy.equals(at) ? this : new TheirsDiverged();
    }
  }
}
