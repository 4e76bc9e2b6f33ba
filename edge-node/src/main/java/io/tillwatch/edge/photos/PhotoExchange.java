package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoBytes;
import io.tillwatch.core.photos.StoredPhoto;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.photos.PhotoKeys.StoredKey;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this store's photos, and brings the pictures of other stores here, one at a time and after
 * money: their records travel with the op log, the pictures follow. What did not come is asked for
 * again, by a walk through all records. Forgets them again, in every store: when their time is
 * over, and when a customer's biometrics are erased.
 */
public final class PhotoExchange extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PhotoExchange.class);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration WALK_EVERY = Duration.ofSeconds(60);
  private static final Duration PAGES_APART = Duration.ofSeconds(1);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final long AFTER_MONEY_MILLIS = 250;
  private static final int MOST_GONE = 100_000;

  /** The answer to another store: this picture is not kept any more, here where it was taken. */
  private static final byte[] GONE = new byte[0];

  private static final int SWEEP = 500;
  private static final int MAX_WANTED = 5000;

  private final Bus bus;
  private final InstantSource time;
  private final PhotoKeys keys;
  private final Path folder;
  private final Duration kept;
  private final Deque<Photo> wanted = new ArrayDeque<>();

  /** Ids of photos that their own store does not keep any more. */
  private final Set<String> gone = new HashSet<>();

  private PhotoVault vault;
  private PhotoRetention retention;
  private PlaintextPhotoMigration plain;
  private PhotoErasure erasures;
  private boolean fetching;
  private boolean stopping;

  /**
   * @param folder where keys of photos are kept
   * @param keyFile the key that wraps them
   * @param kept how long a photo is kept after it was taken
   * @throws ConfigException where the key cannot be used
   */
  public PhotoExchange(Bus bus, InstantSource time, Path folder, Path keyFile, Duration kept) {
    this.bus = bus;
    this.time = time;
    this.kept = kept;
    this.folder = folder;
    this.keys = new PhotoKeys(folder, MasterKeys.open(keyFile));
  }

  @Override
  public Future<?> start() {
    vault = new PhotoVault(vertx, bus, keys, time);
    FilePurge purge = new FilePurge(vertx, bus, folder);
    retention = new PhotoRetention(bus, vault, purge, time, kept);
    plain = new PlaintextPhotoMigration(bus, vault, purge);
    erasures = new PhotoErasure(vertx, bus, vault, plain, purge, time);
    vertx.setPeriodic(SWEEP_EVERY.toMillis(), tick -> sweep());
    return vertx
        .executeBlocking(
            () -> {
              keys.removeUnfinished();
              return keys.rewrap();
            })
        .compose(
            rewrapped ->
                Future.all(
                    bus.subscribe(Channels.COMMITTED, this::learn),
                    bus.handle(Channels.PHOTO_KEEP, this::keep),
                    bus.handle(Channels.PHOTO_DROP, this::drop),
                    bus.handle(Channels.PHOTO_READ, this::read),
                    bus.handle(StoreChannels.PHOTO_BYTES, this::bytes),
                    bus.handle(Channels.ERASE, erasures::erase)))
        .onSuccess(
            ready -> {
              purge.resume();
              erasures.resume();
              sweep();
              walk(null);
            });
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return Future.succeededFuture();
  }

  private void sweep() {
    retention
        .sweep()
        .onSuccess(
            count -> {
              if (count > 0) {
                LOG.atInfo().addKeyValue("photos", count).log("photos whose time is over are gone");
              }
            })
        .onFailure(
            why ->
                LOG.atWarn()
                    .addKeyValue("error", why.getMessage())
                    .log("photos whose time is over could not be removed; tried again in an hour"));
  }

  private Future<StoredPhoto> keep(StoredPhoto photo) {
    byte[] jpeg = photo.jpeg();
    if (jpeg == null) {
      return Future.failedFuture(new IllegalArgumentException("expected a picture, found none"));
    }
    return vault.put(photo.photo(), jpeg).map(new StoredPhoto(photo.photo(), null));
  }

  private Future<StoredPhoto> drop(StoredPhoto unrecorded) {
    Photo photo = unrecorded.photo();
    return vault.drop(List.of(new StoredKey(photo.id(), photo.sha256()))).map(unrecorded);
  }

  /** What the version before left is as good until it was encrypted. */
  private Future<StoredPhoto> read(StoredPhoto question) {
    Photo photo = question.photo();
    return vault
        .get(photo.sha256(), photo.id())
        .compose(
            jpeg ->
                jpeg != null || retention.isOver(photo)
                    ? Future.succeededFuture(jpeg)
                    : plain.read(photo))
        .map(jpeg -> new StoredPhoto(photo, jpeg));
  }

  private void learn(Committed committed) {
    if (committed.fact() instanceof Photo photo && !committed.local()) {
      want(photo);
    } else if (committed.fact() instanceof Erasure erasure) {
      erasures.forget(erasure);
    }
  }

  /** The version before names no photo, only the hash. */
  private Future<PhotoBytes> bytes(PhotoBytes question) {
    String id = question.photoId();
    if (id == null) {
      return vault.getAny(question.sha256()).map(question::with);
    }
    return bus.ask(Channels.FACTS, FactsQuery.one(id))
        .compose(
            page -> {
              StoredFact stored = page.facts().isEmpty() ? null : page.facts().get(0);
              return stored != null
                      && stored.fact() instanceof Photo photo
                      && !Erasure.covers(stored)
                  ? read(new StoredPhoto(photo, null))
                      .map(StoredPhoto::jpeg)
                      .map(jpeg -> told(photo, jpeg))
                  : Future.succeededFuture((byte[]) null);
            })
        .map(question::with);
  }

  private byte[] told(Photo photo, byte[] jpeg) {
    return jpeg == null && isOwn(photo) ? GONE : jpeg;
  }

  private boolean isOwn(Photo photo) {
    return photo.storeId().equals(bus.self().value());
  }

  private void want(Photo photo) {
    // what does not fit comes with a later walk
    if (wanted.size() < MAX_WANTED
        && !isOwn(photo)
        && !retention.isOver(photo)
        && !gone.contains(photo.id())) {
      wanted.add(photo);
      if (wanted.size() == 1 && !fetching) {
        // its sale is about to come: a picture must not stand before it at Redis's disk
        vertx.setTimer(AFTER_MONEY_MILLIS, now -> fetchNext());
      }
    }
  }

  private void fetchNext() {
    if (stopping || fetching || wanted.isEmpty()) {
      return;
    }
    fetching = true;
    Photo photo = wanted.poll();
    vault
        .get(photo.sha256(), photo.id())
        .compose(here -> here != null ? Future.succeededFuture() : fetch(photo))
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
            StoreChannels.PHOTO_BYTES,
            new StoreId(photo.storeId()),
            PhotoBytes.of(photo),
            FETCH_TIMEOUT)
        .compose(
            answer -> {
              if (answer.bytes() != null && answer.bytes().length == 0) {
                note(photo);
                return Future.<Void>succeededFuture();
              }
              if (answer.bytes() == null || !Sha256.hex(answer.bytes()).equals(photo.sha256())) {
                return Future.failedFuture("the store does not have it, or not as it was signed");
              }
              return vault.put(photo, answer.bytes());
            })
        .compose(here -> isErased(photo))
        // it was erased while its bytes were on their way
        .compose(erased -> erased ? vault.forget(List.of(photo)) : Future.succeededFuture());
  }

  private void note(Photo photo) {
    if (gone.size() >= MOST_GONE) {
      gone.clear();
    }
    gone.add(photo.id());
  }

  /**
   * Encrypts what the version before left of one page of records, and wants what is missing of it;
   * then the next page, and all over again.
   */
  private void walk(@Nullable String cursor) {
    if (stopping) {
      return;
    }
    if (!wanted.isEmpty()) {
      vertx.setTimer(PAGES_APART.toMillis(), later -> walk(cursor));
      return;
    }
    bus.ask(Channels.PAGE, new PageQuery(Indexes.PHOTOS, cursor, SWEEP, false, true))
        .compose(
            page -> {
              List<StoredFact> erased = page.facts().stream().filter(Erasure::covers).toList();
              List<StoredFact> others =
                  page.facts().stream().filter(fact -> !Erasure.covers(fact)).toList();
              List<Photo> photos = PhotoRetention.photos(others);
              return erasures
                  .forgetHeld(PhotoRetention.photos(erased))
                  .compose(done -> plain.encrypt(photos))
                  .compose(done -> wantMissing(photos))
                  .map(done -> page.nextCursor());
            })
        .onComplete(
            next -> {
              boolean goesOn = next.succeeded() && next.result() != null;
              if (next.succeeded() && !goesOn) {
                plain.removeEncrypted();
              }
              Duration wait = goesOn ? PAGES_APART : WALK_EVERY;
              vertx.setTimer(wait.toMillis(), later -> walk(goesOn ? next.result() : null));
            });
  }

  private Future<Void> wantMissing(List<Photo> photos) {
    List<Photo> others =
        photos.stream().filter(photo -> !isOwn(photo) && !retention.isOver(photo)).toList();
    return vault
        .held(others)
        .onSuccess(
            here -> others.stream().filter(photo -> !here.contains(photo)).forEach(this::want))
        .mapEmpty();
  }
}
