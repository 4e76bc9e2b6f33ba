package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.util.UUID;

/**
 * A message between stores as it travels: who speaks to whom, within which session, and when. All
 * of it is under the mac, see {@link FrameFormat}.
 *
 * @param kind what it is
 * @param from the store that speaks
 * @param run the run of that store, random, new at each start
 * @param to the store that it is for
 * @param session of a question, what the recipient gave out for this run; of an answer, that of its
 *     question; of a hello, a random challenge; 32 bytes
 * @param counter of a question, its number within the session, from 1; of an answer, its question's
 * @param sentMillis the sender's uptime: steady, whatever its wall clock does
 * @param body the record as JSON, or what a handshake says
 */
record Frame(
    Kind kind,
    StoreId from,
    UUID run,
    StoreId to,
    byte[] session,
    long counter,
    long sentMillis,
    byte[] body) {
  /** Length of a session's name, and of a challenge. */
  static final int SESSION_BYTES = 32;

  /** What a frame is; the number is part of the form. */
  enum Kind {
    QUESTION(1),
    ANSWER(2),
    /** Asks for a session. */
    HELLO(3),
    /** Gives one. */
    WELCOME(4);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    byte code() {
      return code;
    }

    static Kind of(byte code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new RefusedFrameException(FrameRefusal.FORGED, "no frame has kind " + code);
    }
  }
}
