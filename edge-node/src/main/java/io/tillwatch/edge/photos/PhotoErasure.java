package io.tillwatch.edge.photos;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets the photos of customers who ask for it, in this store; each other store does the same.
 */
final class PhotoErasure {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoErasure.class);
  private static final Duration FORGET_AGAIN = Duration.ofSeconds(5);
  private static final int PAGE = 500;

  private final Vertx vertx;
  private final Bus bus;
  private final PhotoVault vault;
  private final PlaintextPhotoMigration plain;
  private final InstantSource time;

  PhotoErasure(
      Vertx vertx, Bus bus, PhotoVault vault, PlaintextPhotoMigration plain, InstantSource time) {
    this.vertx = vertx;
    this.bus = bus;
    this.vault = vault;
    this.plain = plain;
    this.time = time;
  }

  /**
   * Forgets what was erased and is here all the same: its erasure came while nobody listened, or a
   * crash came between.
   */
  Future<Void> forgetHeld(List<Photo> erased) {
    return vault
        .held(erased)
        .compose(
            here ->
                here.isEmpty()
                    ? Future.succeededFuture()
                    : forgetAll(here.stream().map(Photo::id).toList()));
  }

  /** Commits the erasure of all photos of a customer, and forgets them here. */
  Future<Erasure.Answer> erase(Erasure.Request request) {
    return photosOf(request.customerId(), null, new ArrayList<>())
        .compose(
            ids -> {
              Instant now = time.instant();
              String id = "erasure_" + request.customerId() + "_" + now.toEpochMilli();
              Erasure erasure =
                  new Erasure(id, now, bus.self().value(), request.customerId(), ids, request.by());
              Draft draft =
                  Draft.of(FactKind.ERASURE, id, now, erasure)
                      .about(ids)
                      .in(List.of(Indexes.AUDIT))
                      .build();
              return bus.ask(Channels.COMMIT, Commit.of(draft))
                  .compose(done -> forgetAll(ids))
                  .map(new Erasure.Answer(id, ids.size()));
            });
  }

  private Future<List<String>> photosOf(
      String customer, @Nullable String cursor, List<String> ids) {
    return bus.ask(
            Channels.PAGE, new PageQuery(Indexes.customer(customer), cursor, PAGE, true, false))
        .compose(
            page -> {
              for (StoredFact stored : page.facts()) {
                if (stored.fact() instanceof Posted posted && posted.photoId() != null) {
                  ids.add(posted.photoId());
                }
              }
              return page.nextCursor() == null
                  ? Future.succeededFuture(ids)
                  : photosOf(customer, page.nextCursor(), ids);
            });
  }

  /** Forgets what an erasure names; tried again until it is done. */
  void forget(Erasure erasure) {
    forgetAll(erasure.photoIds())
        .onFailure(
            why -> {
              LOG.atError()
                  .addKeyValue("erasure", erasure.id())
                  .addKeyValue("error", why.getMessage())
                  .log("photos could not be erased yet");
              vertx.setTimer(FORGET_AGAIN.toMillis(), again -> forget(erasure));
            });
  }

  private Future<Void> forgetAll(List<String> photoIds) {
    if (photoIds.isEmpty()) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.FACTS, new FactsQuery(photoIds, false))
        .compose(
            page -> {
              List<Photo> photos = PhotoRetention.photos(page.facts());
              return vault.forget(photos).compose(done -> plain.remove(photos));
            })
        // the key is gone, so nobody can read it; its bytes leave the file as well
        .compose(done -> bus.ask(Channels.REWRITE_FILE, LedgerQuery.REWRITE_FILE))
        .mapEmpty();
  }
}
