package io.tillwatch.edge.port;

import io.tillwatch.core.camera.HeadTurn;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Photos out of the frames that somebody else's camera gives, as a browser's does. Each session
 * gets a nonce, takes its frames one by one, and says what the person can do better. It ends with
 * one photo or with the reason why there is none. May be called from any thread; answers come back
 * on the caller's context.
 */
public interface LivePhotos {
  /** Who takes a photo, and where. */
  record Owner(String actor, @Nullable String laneId) {}

  /**
   * A session that waits for frames.
   *
   * @param nonce goes with each frame; good for one photo
   * @param expiresAt no frame is taken from then on
   * @param frames at least so many are looked at
   * @param turn which way the head is to be turned at the end; null where nobody is asked to
   */
  record Opened(
      String id, String nonce, Instant expiresAt, int frames, HeadTurn.@Nullable Direction turn) {}

  /**
   * What was seen of one frame.
   *
   * @param frame its number, 1 and more
   * @param best whether it is the best so far
   * @param hint what the person can do better: a name of {@code QualityIssue}, TURN_LEFT or
   *     TURN_RIGHT; null where all is well
   * @param photo the photo, with which the session is over; null where it goes on
   */
  record Seen(int frame, boolean best, @Nullable String hint, @Nullable LivePhoto photo) {}

  /** The photo of a session. */
  record LivePhoto(Cameras.Picture picture, Instant capturedAt, @Nullable String laneId) {}

  /**
   * Opens a session; one that is open at the same lane ends.
   *
   * @throws CameraBusyException where too many are open
   */
  Opened open(Owner owner);

  /**
   * Looks at the next frame. Fails with {@link LivePhotoException} and all that inspecting does.
   */
  Future<Seen> frame(String id, Owner owner, String nonce, byte[] bytes);

  /** Ends a session without a photo; nothing happens where it is over or another's. */
  void end(String id, Owner owner);
}
