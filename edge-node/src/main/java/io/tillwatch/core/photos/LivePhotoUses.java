package io.tillwatch.core.photos;

import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.Presence.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds live photos to what makes them evidence of who stands there: taken at this lane, a minute
 * ago at most, and good for one transaction. Uploads, files and drawings claim nothing of this.
 * What was used before a restart is told to it out of the facts. Not for two threads at once.
 */
public final class LivePhotoUses {
  /** How old a live photo may be when its transaction arrives. */
  public static final Duration OLDEST = Duration.ofSeconds(60);

  /** Of a minute's photos at 160 transactions a second. */
  private static final int MOST = 10_000;

  /** Equals no request's name: who sends a request again after a restart is answered before. */
  private static final String EARLIER_REQUEST = "";

  /** Why a photo is not taken. */
  public enum Fault {
    OTHER_LANE("was taken at another lane or store; take it anew at this one"),
    TOO_OLD("is more than 60 seconds old; take it anew"),
    USED("belongs to another transaction; take one for each"),
    OTHER_PERSON("shows somebody else than who stands there now; take it anew");

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

  private final Map<String, Taken> uses = bounded();

  /** What was said last of who stands there, by photo. */
  private final Map<String, Person> seen = bounded();

  /** Learns from the facts by which transaction a photo was used; what is known already stays. */
  public void known(String photoId, String transactionId) {
    uses.putIfAbsent(photoId, new Taken(EARLIER_REQUEST, transactionId));
  }

  /** Takes the photo for this use, or says why not. */
  public Optional<Fault> take(Photo photo, Use use, Instant now) {
    if (!photo.source().isLive()) {
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
    if (seen.get(photo.id()) == Person.OTHER) {
      return Optional.of(Fault.OTHER_PERSON);
    }
    if (now.isAfter(photo.capturedAt().plus(OLDEST))) {
      return Optional.of(Fault.TOO_OLD);
    }
    uses.put(photo.id(), new Taken(use.request(), null));
    return Optional.empty();
  }

  /**
   * Learns whether who stands there now is whom the photo shows. Another person keeps the photo
   * from being used until the same one is seen again; where nobody can say, all stays as it is.
   */
  public void seen(Presence.Check check) {
    if (check.person() != Person.UNKNOWN) {
      seen.put(check.photoId(), check.person());
    }
  }

  /** The transaction that the photo became part of. */
  public void used(Photo photo, Use use, String transactionId) {
    if (photo.source().isLive()) {
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

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }
}
