package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.HeadTurn;
import io.tillwatch.edge.port.LivePhotos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live session that waits for frames.
 *
 * @param nonce goes with each frame as {@code X-Photo-Nonce}
 * @param frames at least so many are looked at
 * @param turn LEFT or RIGHT where the head is to be turned at the end; null where not
 */
public record LiveSessionJson(
    String sessionId,
    String nonce,
    Instant expiresAt,
    int frames,
    HeadTurn.@Nullable Direction turn) {

  public static LiveSessionJson of(LivePhotos.Opened opened) {
    return new LiveSessionJson(
        opened.id(), opened.nonce(), opened.expiresAt(), opened.frames(), opened.turn());
  }
}
