package io.tillwatch.edge.bus;

import java.util.Locale;

/** Why a frame between stores is not used. Whatever the reason, it changes nothing. */
public enum FrameRefusal {
  /** It is no frame, or no member of the group made it, or it was changed on its way. */
  FORGED("no member of this group made the frame"),
  /** It has the form of an earlier version, which does not say for whom it is, or when. */
  OLD_FORM("the frame has the form of an earlier version, see cluster.acceptOldFrames"),
  /** It was made for another store, or answers another question. */
  OTHER_RECIPIENT("the frame was made for another store or question"),
  /** Its sender's run was not agreed on with this run of the store: an earlier run's, mostly. */
  NOT_AGREED("the frame's session is not one of this run"),
  /** It was taken before. */
  REPEATED("the frame was taken before"),
  /** It was on its way for longer than anybody waits for an answer. */
  LATE("the frame is late");

  private final String words;

  FrameRefusal(String words) {
    this.words = words;
  }

  /** For people: one clause. */
  public String words() {
    return words;
  }

  /** For figures: {@code other_recipient}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the sender may ask for a new session and send again. */
  public boolean isCuredByHandshake() {
    return this == NOT_AGREED || this == LATE;
  }
}
