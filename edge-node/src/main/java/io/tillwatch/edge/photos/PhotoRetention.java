package io.tillwatch.edge.photos;

import io.tillwatch.core.checkout.Posted;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Forgets photos that are older than this store keeps them, and those that no transaction used
 * within a day. Each store does so by itself, by its own clock, so one that was away needs no word
 * of another. It reads as people do, behind the tills.
 */
final class PhotoRetention {
  /** A till that took a photo sells within minutes; one that was cut off, within its day. */
  static final Duration UNUSED = Duration.ofHours(24);

  /** Photos of so long are looked through for what nobody used. */
  private static final Duration LOOK_BACK = Duration.ofDays(2);

  /** The same at the first look of a node, which may have been away. */
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(14);

  private static final int PAGE = 500;

  private final Bus bus;
  private final PhotoVault vault;
  private final InstantSource time;
  private final Duration kept;

  /** Behind this everything was forgotten already. */
  private @Nullable String cursor;

  private Duration lookBack = FIRST_LOOK_BACK;

  PhotoRetention(Bus bus, PhotoVault vault, InstantSource time, Duration kept) {
    this.bus = bus;
    this.vault = vault;
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
        .compose(days -> sweepOld(0))
        .compose(old -> sweepUnused().map(unused -> old + unused));
  }

  private Future<Integer> sweepOld(int before) {
    return bus.ask(Channels.BROWSE, new PageQuery(Indexes.PHOTOS, cursor, PAGE, true, false))
        .compose(
            page -> {
              List<Photo> photos = photos(page.facts());
              List<Photo> over = photos.stream().filter(this::isOver).toList();
              boolean goesOn = over.size() == photos.size() && page.nextCursor() != null;
              return vault
                  .forget(over)
                  .compose(
                      done -> {
                        if (!goesOn) {
                          return Future.succeededFuture(before + over.size());
                        }
                        cursor = page.nextCursor();
                        return sweepOld(before + over.size());
                      });
            });
  }

  /** A transaction comes after its photo, so what used these photos is not older than they are. */
  private Future<Integer> sweepUnused() {
    Instant now = time.instant();
    Instant from = now.minus(lookBack);
    Set<String> used = new HashSet<>();
    List<Photo> unused = new ArrayList<>();
    return walk(Indexes.TRANSACTIONS, from, null, stored -> note(used, stored))
        .compose(
            all ->
                walk(
                    Indexes.PHOTOS,
                    from,
                    null,
                    stored -> {
                      if (stored.fact() instanceof Photo photo
                          && !photo.capturedAt().isBefore(from)
                          && photo.capturedAt().isBefore(now.minus(UNUSED))
                          && !used.contains(photo.id())) {
                        unused.add(photo);
                      }
                    }))
        .compose(all -> vault.forget(unused))
        .map(
            done -> {
              lookBack = LOOK_BACK;
              return unused.size();
            });
  }

  private static void note(Set<String> used, StoredFact stored) {
    if (stored.fact() instanceof Posted posted && posted.photoId() != null) {
      used.add(posted.photoId());
    }
  }

  /** Shows every fact of an index back to that time, newest first. */
  private Future<Void> walk(
      String index, Instant from, @Nullable String at, Consumer<StoredFact> each) {
    return bus.ask(Channels.BROWSE, new PageQuery(index, at, PAGE, false, false))
        .compose(
            page -> {
              page.facts().forEach(each);
              List<StoredFact> facts = page.facts();
              boolean isBehind =
                  facts.isEmpty()
                      || facts.get(facts.size() - 1).op().atMillis() < from.toEpochMilli();
              return isBehind || page.nextCursor() == null
                  ? Future.succeededFuture()
                  : walk(index, from, page.nextCursor(), each);
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
