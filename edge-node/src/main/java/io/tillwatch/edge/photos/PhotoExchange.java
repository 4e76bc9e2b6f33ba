package io.tillwatch.edge.photos;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Blob;
import io.tillwatch.core.ledger.BlobsHeld;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the bytes of other stores' photos here, one at a time and after money: their records
 * travel with the op log, the pictures follow. What did not come is asked for again, by a walk
 * through all records. Forgets them again, in every store, when a customer's biometrics are erased.
 */
public final class PhotoExchange extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoExchange.class);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration WALK_EVERY = Duration.ofSeconds(60);
  private static final Duration PAGES_APART = Duration.ofSeconds(1);
  private static final Duration FORGET_AGAIN = Duration.ofSeconds(5);
  private static final long AFTER_MONEY_MILLIS = 250;
  private static final int SWEEP = 500;
  private static final int MAX_WANTED = 5000;

  private final Bus bus;
  private final InstantSource time;
  private final Deque<Photo> wanted = new ArrayDeque<>();
  private boolean fetching;

  public PhotoExchange(Bus bus, InstantSource time) {
    this.bus = bus;
    this.time = time;
  }

  @Override
  public Future<?> start() {
    return Future.all(
            bus.subscribe(Channels.COMMITTED, this::learn),
            bus.handle(Channels.PHOTO_BYTES, this::bytes),
            bus.handle(Channels.ERASE, this::erase))
        .onSuccess(ready -> walk(null));
  }

  private void learn(Committed committed) {
    if (committed.fact() instanceof Photo photo && !committed.local()) {
      want(photo);
    } else if (committed.fact() instanceof Erasure erasure) {
      forget(erasure);
    }
  }

  private Future<Blob> bytes(Blob question) {
    return bus.ask(Channels.BLOB_GET, new Blob(question.sha256(), null));
  }

  private void want(Photo photo) {
    // what does not fit comes with a later walk
    if (wanted.size() < MAX_WANTED && !photo.storeId().equals(bus.self().value())) {
      wanted.add(photo);
      if (wanted.size() == 1 && !fetching) {
        // its sale is about to come: a picture must not stand before it at Redis's disk
        vertx.setTimer(AFTER_MONEY_MILLIS, now -> fetchNext());
      }
    }
  }

  private void fetchNext() {
    if (fetching || wanted.isEmpty()) {
      return;
    }
    fetching = true;
    Photo photo = wanted.poll();
    bytes(new Blob(photo.sha256(), null))
        .compose(here -> here.bytes() != null ? Future.succeededFuture() : fetch(photo))
        .onFailure(
            why ->
                LOG.atDebug()
                    .addKeyValue("peer", photo.storeId())
                    .addKeyValue("error", why.getMessage())
                    .log("a photo did not come; it is asked for again at the next walk"))
        .onComplete(
            done -> {
              fetching = false;
              fetchNext();
            });
  }

  private Future<Void> fetch(Photo photo) {
    return isErased(photo).compose(erased -> erased ? Future.succeededFuture() : fetchBytes(photo));
  }

  private Future<Boolean> isErased(Photo photo) {
    return bus.ask(Channels.FACTS, FactsQuery.one(photo.id()))
        .map(page -> page.facts().stream().anyMatch(Erasure::covers));
  }

  private Future<Void> fetchBytes(Photo photo) {
    return bus.ask(
            Channels.PHOTO_BYTES,
            new StoreId(photo.storeId()),
            new Blob(photo.sha256(), null),
            FETCH_TIMEOUT)
        .compose(
            blob -> {
              if (blob.bytes() == null || !Sha256.hex(blob.bytes()).equals(photo.sha256())) {
                return Future.failedFuture("the store does not have it, or not as it was signed");
              }
              return bus.ask(Channels.BLOB_PUT, blob);
            })
        .compose(here -> isErased(photo))
        // it was erased while its bytes were on their way
        .compose(erased -> erased ? delete(photo) : Future.succeededFuture());
  }

  private Future<Void> delete(Photo photo) {
    return bus.ask(Channels.BLOB_DELETE, new Blob(photo.sha256(), null)).mapEmpty();
  }

  /** Wants what is missing of one page of records; then the next page, and all over again. */
  private void walk(String cursor) {
    if (!wanted.isEmpty()) {
      vertx.setTimer(PAGES_APART.toMillis(), later -> walk(cursor));
      return;
    }
    bus.ask(Channels.PAGE, new PageQuery(Indexes.PHOTOS, cursor, SWEEP, false, false))
        .compose(
            page ->
                wantMissing(
                        page.facts().stream()
                            .map(StoredFact::fact)
                            .filter(Photo.class::isInstance)
                            .map(Photo.class::cast)
                            .filter(photo -> !photo.storeId().equals(bus.self().value()))
                            .toList())
                    .map(done -> page.nextCursor()))
        .onComplete(
            next -> {
              boolean goesOn = next.succeeded() && next.result() != null;
              Duration wait = goesOn ? PAGES_APART : WALK_EVERY;
              vertx.setTimer(wait.toMillis(), later -> walk(goesOn ? next.result() : null));
            });
  }

  private Future<Void> wantMissing(List<Photo> photos) {
    List<String> hashes = photos.stream().map(Photo::sha256).distinct().toList();
    return bus.ask(Channels.BLOBS_HELD, new BlobsHeld(hashes))
        .onSuccess(
            held -> {
              Set<String> here = Set.copyOf(held.sha256());
              photos.stream().filter(photo -> !here.contains(photo.sha256())).forEach(this::want);
            })
        .mapEmpty();
  }

  private Future<Erasure.Answer> erase(Erasure.Request request) {
    return photosOf(request.customerId(), null, new ArrayList<>())
        .compose(
            ids -> {
              Instant now = time.instant();
              String id = "erasure_" + request.customerId() + "_" + now.toEpochMilli();
              Erasure erasure =
                  new Erasure(id, now, bus.self().value(), request.customerId(), ids, request.by());
              Draft draft =
                  new Draft(
                      FactKind.ERASURE, id, now, erasure, ids, List.of(Indexes.AUDIT), List.of());
              return bus.ask(Channels.COMMIT, Commit.of(draft))
                  .compose(done -> forgetAll(ids))
                  .map(new Erasure.Answer(id, ids.size()));
            });
  }

  private Future<List<String>> photosOf(String customer, String cursor, List<String> ids) {
    return bus.ask(
            Channels.PAGE, new PageQuery(Indexes.customer(customer), cursor, SWEEP, true, false))
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

  private void forget(Erasure erasure) {
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
            page ->
                Future.all(
                    page.facts().stream()
                        .map(StoredFact::fact)
                        .filter(Photo.class::isInstance)
                        .map(photo -> delete((Photo) photo))
                        .toList()))
        .mapEmpty();
  }
}
