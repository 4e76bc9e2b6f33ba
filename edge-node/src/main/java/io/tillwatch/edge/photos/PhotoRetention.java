package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forgets photos that are older than this store keeps them, and those that no transaction used
 * within a day. Each store does so by itself, by its own clock, so one that was away needs no word
 * of another. It reads as people do, behind the tills.
 */
final class PhotoRetention {
  private static final Duration REWRITE_APART = Duration.ofDays(1);
  private static final int PAGE = 500;

  private final Bus bus;
  private final PhotoVault vault;
  private final FilePurge purge;
  private final UnusedPhotoCleanup unused;
  private final InstantSource time;
  private final Duration kept;

  /** Behind this everything was forgotten already. */
  private @Nullable String cursor;

  /** How many were forgotten since. */
  private int left;

  /** When Redis's files were last asked to lose what was forgotten. */
  private Instant rewritten = Instant.MIN;

  PhotoRetention(Bus bus, PhotoVault vault, FilePurge purge, InstantSource time, Duration kept) {
    this.bus = bus;
    this.vault = vault;
    this.purge = purge;
    this.unused = new UnusedPhotoCleanup(bus, vault, time);
    this.time = time;
    this.kept = kept;
  }

  /** Whether the time of a photo is over, by when it was taken. */
  boolean isOver(Photo photo) {
    return photo.capturedAt().isBefore(time.instant().minus(kept));
  }

  /** Forgets what is to be forgotten by now; how many photos that were. */
  Future<Integer> sweep() {
    LocalDate first = LocalDate.ofInstant(time.instant().minus(kept), ZoneOffset.UTC);
    return vault
        .forgetBefore(first)
        .compose(days -> sweepOld(days))
        .compose(old -> unused.sweep().map(more -> old + more))
        .onSuccess(this::rewrite);
  }

  /** Their keys are gone, so that their bytes may stand in Redis's files for a day more. */
  private void rewrite(int forgotten) {
    left += forgotten;
    Instant now = time.instant();
    if (left > 0 && rewritten.isBefore(now.minus(REWRITE_APART))) {
      rewritten = now;
      left = 0;
      purge.after(Future::succeededFuture);
    }
  }

  private Future<Integer> sweepOld(int before) {
    return bus.ask(Channels.BROWSE, new PageQuery(Indexes.PHOTOS, cursor, PAGE, true, false))
        .compose(
            page -> {
              List<Photo> photos = photos(page.facts());
              List<Photo> over = photos.stream().filter(this::isOver).toList();
              boolean goesOn = over.size() == photos.size() && page.nextCursor() != null;
              return vault
                  .held(over)
                  .compose(here -> vault.forget(List.copyOf(here)).map(here.size()))
                  .compose(
                      count -> {
                        if (!goesOn) {
                          return Future.succeededFuture(before + count);
                        }
                        cursor = page.nextCursor();
                        return sweepOld(before + count);
                      });
            });
  }

  static List<Photo> photos(List<StoredFact> facts) {
    return facts.stream()
        .map(StoredFact::fact)
        .filter(Photo.class::isInstance)
        .map(Photo.class::cast)
        .toList();
  }
}
