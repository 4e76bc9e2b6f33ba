package io.tillwatch.edge.port;

/** A frame that is not taken; the message says what was expected and what to do. */
public final class LivePhotoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why; names are stable codes. */
  public enum Reason {
    UNKNOWN_LIVE_SESSION("no such session is open here; open one"),
    LIVE_SESSION_EXPIRED("the session is over since its 30 seconds passed; open another one"),
    LIVE_SESSION_USED(
        "the session has given its photo, and its nonce is good for one; open another"),
    LIVE_SESSION_ENDED(
        "the session was ended, or another one was opened at this lane; open another"),
    OTHER_LIVE_SESSION("this nonce belongs to another session; send the one of this session"),
    PHOTO_NONCE_WRONG("this is not the nonce of the session; send the one that opened it"),
    OTHER_LANE("this session belongs to another lane or caller; open one of your own"),
    FRAME_IN_PROGRESS("the frame before is still looked at; wait for its answer"),
    TOO_MANY_FRAMES("the session has had all the frames it may have; open another one"),
    PHOTO_FROZEN("the frames show one still picture; let a living person look into the camera"),
    PHOTO_REPLAYED(
        "a frame was shown in another session; let a living person look into the camera");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  private final Reason reason;

  public LivePhotoException(Reason reason) {
    super(reason.words);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
