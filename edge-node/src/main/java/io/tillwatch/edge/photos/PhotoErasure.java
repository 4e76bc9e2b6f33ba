package io.tillwatch.edge.photos;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets the photos of customers who ask for it, in this store; each other store does the same.
 */
final class PhotoErasure {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoErasure.class);
  private static final Duration FORGET_AGAIN = Duration.ofSeconds(5);
  private static final Duration LOOK_BACK = Duration.ofDays(14);
  private static final int PAGE = 500;

  private final Vertx vertx;
  private final Bus bus;
  private final PhotoVault vault;
  private final PlaintextPhotoMigration plain;
  private final FilePurge purge;
  private final InstantSource time;

  PhotoErasure(
      Vertx vertx,
      Bus bus,
      PhotoVault vault,
      PlaintextPhotoMigration plain,
      FilePurge purge,
      InstantSource time) {
    this.vertx = vertx;
    this.bus = bus;
    this.vault = vault;
    this.plain = plain;
    this.purge = purge;
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
    Instant now = time.instant();
    String id = "erasure_" + request.customerId() + "_" + now.toEpochMilli();
    return photosOf(request.customerId(), posted -> true)
        .compose(
            ids -> commit(new Erasure(id, now, self(), request.customerId(), ids, request.by())))
        .map(erasure -> new Erasure.Answer(id, erasure.photoIds().size()));
  }

  private String self() {
    return bus.self().value();
  }

  private Future<Erasure> commit(Erasure erasure) {
    Draft draft =
        Draft.of(FactKind.ERASURE, erasure.id(), erasure.at(), erasure)
            .about(erasure.photoIds())
            .in(List.of(Indexes.AUDIT))
            .build();
    return bus.ask(Channels.COMMIT, Commit.of(draft))
        .compose(done -> forgetAll(erasure.photoIds()))
        .map(erasure);
  }

  private Future<List<String>> photosOf(String customer, Predicate<Posted> wanted) {
    List<String> ids = new ArrayList<>();
    PageQuery oldest = new PageQuery(Indexes.customer(customer), null, PAGE, true, false);
    return FactPages.each(
            bus,
            Channels.PAGE,
            oldest,
            page -> {
              for (StoredFact stored : page.facts()) {
                if (stored.fact() instanceof Posted posted
                    && posted.photoId() != null
                    && wanted.test(posted)) {
                  ids.add(posted.photoId());
                }
              }
            })
        .map(ids);
  }

  /** Forgets what an erasure names, and what it could not name; tried again until it is done. */
  void forget(Erasure erasure) {
    forgetAll(erasure.photoIds())
        .compose(done -> eraseUnnamed(erasure))
        .onFailure(
            why -> {
              LOG.atError()
                  .addKeyValue("erasure", erasure.id())
                  .addKeyValue("error", why.getMessage())
                  .log("photos could not be erased yet");
              vertx.setTimer(FORGET_AGAIN.toMillis(), again -> forget(erasure));
            });
  }

  /** Looks again at the erasures of the last days: this node may have ended while it did one. */
  Future<Void> resume() {
    List<Erasure> erasures = new ArrayList<>();
    return new IndexScan(bus)
        .back(
            Indexes.AUDIT,
            time.instant().minus(LOOK_BACK),
            stored -> {
              if (stored.fact() instanceof Erasure erasure) {
                erasures.add(erasure);
              }
            })
        .onSuccess(all -> erasures.forEach(this::forget));
  }

  /**
   * A store that was out of touch sold to the customer before the erasure, and who erased did not
   * know of it: each store adds what its own tills did until then.
   */
  private Future<Void> eraseUnnamed(Erasure erasure) {
    return photosOf(
            erasure.customerId(),
            posted ->
                posted.transaction().storeId().equals(self())
                    && !posted.transaction().at().isAfter(erasure.at())
                    && !erasure.photoIds().contains(posted.photoId()))
        .compose(this::notErased)
        .compose(
            ids ->
                ids.isEmpty()
                    ? Future.succeededFuture()
                    : commit(
                            new Erasure(
                                erasure.id() + "_" + self(),
                                erasure.at(),
                                self(),
                                erasure.customerId(),
                                ids,
                                erasure.by()))
                        .mapEmpty());
  }

  private Future<List<String>> notErased(List<String> photoIds) {
    return photoIds.isEmpty()
        ? Future.succeededFuture(photoIds)
        : bus.ask(Channels.FACTS, new FactsQuery(photoIds, true))
            .map(
                page ->
                    page.facts().stream()
                        .filter(photo -> !Erasure.covers(photo))
                        .map(stored -> stored.op().factId())
                        .toList());
  }

  private Future<Void> forgetAll(List<String> photoIds) {
    if (photoIds.isEmpty()) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.FACTS, new FactsQuery(photoIds, false))
        .compose(
            page -> {
              List<Photo> photos = PhotoRetention.photos(page.facts());
              return purge.after(() -> vault.forget(photos).compose(done -> plain.remove(photos)));
            });
  }
}
