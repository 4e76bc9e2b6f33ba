package io.tillwatch.core.photos;

import io.tillwatch.core.camera.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds live photos to what makes them evidence of who stands there: taken at this lane, a minute
 * ago at most, and good for one transaction. Uploads, files and drawings claim nothing of this. Not
 * for two threads at once.
 */
public final class LivePhotoUses {
  /** How old a live photo may be when its transaction arrives. */
  public static final Duration OLDEST = Duration.ofSeconds(60);

  private static final int MOST = 1_000;

  /** Why a photo is not taken. */
  public enum Fault {
    OTHER_LANE("was taken at another lane or store; take it anew at this one"),
    TOO_OLD("is more than 60 seconds old; take it anew"),
    USED("belongs to another transaction; take one for each");

    private final String words;

    Fault(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * Who wants to use a photo.
   *
   * @param request what a repeated request has in common with its first, such as its idempotency
   *     key
   * @param retryOf the transaction that this one repeats, or null
   */
  public record Use(String storeId, String laneId, String request, @Nullable String retryOf) {}

  /** By whom a photo is used. */
  private record Taken(String request, @Nullable String transactionId) {}

  private final Map<String, Taken> uses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Taken> eldest) {
          return size() > MOST;
        }
      };

  /** Takes the photo for this use, or says why not. */
  public Optional<Fault> take(Photo photo, Use use, Instant now) {
    if (!isLive(photo)) {
      return Optional.empty();
    }
    boolean here = photo.laneId() == null || photo.laneId().equals(use.laneId());
    if (!here || !photo.storeId().equals(use.storeId())) {
      return Optional.of(Fault.OTHER_LANE);
    }
    Taken taken = uses.get(photo.id());
    if (taken != null && use.retryOf() != null && use.retryOf().equals(taken.transactionId())) {
      uses.put(photo.id(), new Taken(use.request(), taken.transactionId()));
      return Optional.empty();
    }
    if (taken != null && !taken.request().equals(use.request())) {
      return Optional.of(Fault.USED);
    }
    if (now.isAfter(photo.capturedAt().plus(OLDEST))) {
      return Optional.of(Fault.TOO_OLD);
    }
    uses.put(photo.id(), new Taken(use.request(), null));
    return Optional.empty();
  }

  /** The transaction that the photo became part of. */
  public void used(Photo photo, Use use, String transactionId) {
    if (isLive(photo)) {
      uses.put(photo.id(), new Taken(use.request(), transactionId));
    }
  }

  /** The transaction did not come about: the photo may be sent again. */
  public void release(Photo photo, Use use) {
    Taken taken = uses.get(photo.id());
    if (taken != null && taken.transactionId() == null && taken.request().equals(use.request())) {
      uses.remove(photo.id());
    }
  }

  private static boolean isLive(Photo photo) {
    return photo.source() == SourceKind.BROWSER || photo.source() == SourceKind.LIVE_CAMERA;
  }
}
