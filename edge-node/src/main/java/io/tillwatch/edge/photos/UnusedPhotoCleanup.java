package io.tillwatch.edge.photos;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.photos.PhotoKeys.StoredKey;
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
import java.util.stream.Collectors;

/**
 * Photos that no transaction used within a day, those that the quality gate refused among them; and
 * pictures whose record was never committed, because the node or its Redis ended between the two.
 */
final class UnusedPhotoCleanup {
  /** A till that took a photo sells within minutes; one that was cut off, within its day. */
  private static final Duration UNUSED = Duration.ofHours(24);

  /** Photos of so long are looked through. */
  private static final Duration LOOK_BACK = Duration.ofDays(3);

  /** The same at the first look of a node, which may have been away. */
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(14);

  private static final int PAGE = 500;

  private final Bus bus;
  private final IndexScan facts;
  private final PhotoVault vault;
  private final InstantSource time;
  private Duration lookBack = FIRST_LOOK_BACK;

  UnusedPhotoCleanup(Bus bus, PhotoVault vault, InstantSource time) {
    this.bus = bus;
    this.facts = new IndexScan(bus);
    this.vault = vault;
    this.time = time;
  }

  /** Forgets them; how many that were. */
  Future<Integer> sweep() {
    return unused()
        .compose(vault::held)
        .compose(here -> vault.forget(List.copyOf(here)).map(here.size()))
        .compose(unused -> dropWithoutRecord().map(dropped -> unused + dropped))
        .onSuccess(done -> lookBack = LOOK_BACK);
  }

  /** A transaction comes after its photo, so what used these photos is not older than they are. */
  private Future<List<Photo>> unused() {
    Instant now = time.instant();
    Instant from = now.minus(lookBack);
    Set<String> used = new HashSet<>();
    List<Photo> unused = new ArrayList<>();
    return facts
        .back(Indexes.TRANSACTIONS, from, stored -> note(used, stored))
        .compose(
            all ->
                facts.back(
                    Indexes.PHOTOS,
                    from,
                    stored -> {
                      if (stored.fact() instanceof Photo photo
                          && !photo.capturedAt().isBefore(from)
                          && photo.capturedAt().isBefore(now.minus(UNUSED))
                          && !used.contains(photo.id())) {
                        unused.add(photo);
                      }
                    }))
        .map(unused);
  }

  private static void note(Set<String> used, StoredFact stored) {
    if (stored.fact() instanceof Posted posted && posted.photoId() != null) {
      used.add(posted.photoId());
    }
  }

  /** Of days that ended a day ago. */
  private Future<Integer> dropWithoutRecord() {
    Instant now = time.instant();
    LocalDate from = LocalDate.ofInstant(now.minus(lookBack), ZoneOffset.UTC);
    LocalDate before = LocalDate.ofInstant(now.minus(UNUSED), ZoneOffset.UTC);
    return vault.cameIn(from, before).compose(this::dropWithoutRecord);
  }

  private Future<Integer> dropWithoutRecord(List<StoredKey> came) {
    if (came.isEmpty()) {
      return Future.succeededFuture(0);
    }
    List<StoredKey> some = came.subList(0, Math.min(PAGE, came.size()));
    return bus.ask(
            Channels.BROWSE_FACTS,
            new FactsQuery(some.stream().map(StoredKey::photoId).toList(), false))
        .compose(
            page -> {
              Set<String> recorded =
                  PhotoRetention.photos(page.facts()).stream()
                      .map(Photo::id)
                      .collect(Collectors.toSet());
              List<StoredKey> lost =
                  some.stream().filter(photo -> !recorded.contains(photo.photoId())).toList();
              return vault.drop(lost).map(lost.size());
            })
        .compose(
            count ->
                dropWithoutRecord(came.subList(some.size(), came.size()))
                    .map(more -> count + more));
  }
}
