package io.tillwatch.edge.web.api;

import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.core.photos.StoredPhoto;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.IdGenerator;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps photos: the encrypted picture first, then the fact that names it. */
public final class PhotoStore {
  private final Bus bus;
  private final InstantSource clock;

  public PhotoStore(Bus bus, InstantSource clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** Keeps a picture that was looked at just now; completes when it and its record are on disk. */
  Future<Photo> keep(
      PhotoReport report, byte[] jpeg, @Nullable String laneId, @Nullable PhotoConsent consent) {
    return keep(report, jpeg, laneId, consent, clock.instant());
  }

  /** The same of a picture that was taken at that time. */
  Future<Photo> keep(
      PhotoReport report,
      byte[] jpeg,
      @Nullable String laneId,
      @Nullable PhotoConsent consent,
      Instant takenAt) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant taken = takenAt.truncatedTo(ChronoUnit.MILLIS);
    Photo photo =
        Photo.of(IdGenerator.random("ph"), bus.self().value(), laneId, taken, report, consent);
    Draft draft =
        Draft.of(FactKind.PHOTO, photo.id(), at, photo).in(List.of(Indexes.PHOTOS)).build();
    return bus.ask(Channels.PHOTO_KEEP, new StoredPhoto(photo, jpeg))
        .compose(kept -> bus.ask(Channels.COMMIT, Commit.of(draft)))
        // without a record nobody could use it; what cannot be taken back now goes a day later
        .onFailure(why -> bus.ask(Channels.PHOTO_DROP, new StoredPhoto(photo, null)))
        .map(photo);
  }

  /** Whether the photo was taken in this store. */
  boolean isOwn(Photo photo) {
    return photo.storeId().equals(bus.self().value());
  }

  /** The picture's bytes; null where they are not here (yet, or any more). */
  Future<byte[]> bytes(Photo photo) {
    return bus.ask(Channels.PHOTO_READ, new StoredPhoto(photo, null)).map(StoredPhoto::jpeg);
  }
}
