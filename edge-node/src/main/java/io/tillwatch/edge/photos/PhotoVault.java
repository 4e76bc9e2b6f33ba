package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.Blob;
import io.tillwatch.core.ledger.BlobsHeld;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.photos.PhotoKeys.StoredKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in this store's Redis, encrypted with a key each ({@link PhotoKeys}). What is kept is a
 * byte for the form, the day on which it came, and what AES-GCM makes of it. A picture from another
 * store is encrypted anew with this store's own key.
 */
final class PhotoVault {
  private static final byte FORM = 1;
  private static final int AT_ONCE = 100;
  private static final int HEAD_BYTES = 1 + Integer.BYTES;

  private final Vertx vertx;
  private final Bus bus;
  private final PhotoKeys keys;
  private final InstantSource time;

  PhotoVault(Vertx vertx, Bus bus, PhotoKeys keys, InstantSource time) {
    this.vertx = vertx;
    this.bus = bus;
    this.keys = keys;
    this.time = time;
  }

  /** What a photo's bytes are called in this store's Redis, which a database may share. */
  String part(String photoId) {
    return Blob.part(photoId, bus.self().value());
  }

  /** Keeps a picture; completes when key and picture are on disk. */
  Future<Void> put(Photo photo, byte[] jpeg) {
    return vertx
        .executeBlocking(() -> seal(photo, jpeg), false)
        .compose(
            ciphertext ->
                bus.ask(Channels.BLOB_PUT, new Blob(photo.sha256(), ciphertext, part(photo.id()))))
        .mapEmpty();
  }

  /** The picture; null where it is not here, or not any more. */
  Future<byte @Nullable []> get(String sha256, String photoId) {
    return bus.ask(Channels.BLOB_GET, Blob.named(sha256, part(photoId)))
        .compose(kept -> open(kept, photoId));
  }

  /** A picture of that hash, whichever photo's it is. */
  Future<byte @Nullable []> getAny(String sha256) {
    return bus.ask(Channels.BLOB_GET, Blob.anyOf(sha256, bus.self().value()))
        .compose(
            kept -> {
              String id = kept.photoId();
              return id == null ? Future.succeededFuture(null) : open(kept, id);
            });
  }

  /** Those of the photos whose bytes are here, readable or not. */
  Future<Set<Photo>> held(List<Photo> photos) {
    if (photos.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    List<Blob> names =
        photos.stream().map(photo -> Blob.named(photo.sha256(), part(photo.id()))).toList();
    return bus.ask(Channels.BLOBS_HELD, new BlobsHeld(names))
        .map(
            held -> {
              Set<String> here = held.names().stream().map(Blob::part).collect(Collectors.toSet());
              return photos.stream()
                  .filter(photo -> here.contains(part(photo.id())))
                  .collect(Collectors.toSet());
            });
  }

  /**
   * Forgets pictures: their keys first, so that whatever goes wrong then, nobody reads them again.
   */
  Future<Void> forget(List<Photo> photos) {
    List<StoredKey> named =
        photos.stream().map(photo -> new StoredKey(photo.id(), photo.sha256())).toList();
    return destroy(named.stream().map(StoredKey::photoId).toList())
        .compose(destroyed -> remove(named));
  }

  /**
   * Forgets what came here before that day, whatever its record says of when it was taken; how many
   * photos that were.
   */
  Future<Integer> forgetBefore(LocalDate day) {
    return cameIn(LocalDate.MIN, day)
        .compose(
            over ->
                remove(over)
                    .compose(removed -> vertx.executeBlocking(() -> keys.destroyBefore(day), false))
                    .map(over.size()));
  }

  /**
   * The photos whose bytes came from one day on and before another, whether or not a record of them
   * was committed.
   */
  Future<List<StoredKey>> cameIn(LocalDate from, LocalDate before) {
    return vertx.executeBlocking(() -> keys.listed(from, before), false);
  }

  /** Takes back what no record names: first the bytes, whose key is what names them. */
  Future<Void> drop(List<StoredKey> photos) {
    List<String> ids = photos.stream().map(StoredKey::photoId).toList();
    return remove(photos).compose(removed -> destroy(ids));
  }

  private Future<Void> destroy(List<String> ids) {
    return vertx.executeBlocking(
        () -> {
          keys.destroy(ids);
          return null;
        },
        false);
  }

  /** A few at a time: money goes to Redis on the same connection. */
  private Future<Void> remove(List<StoredKey> photos) {
    int first = Math.min(AT_ONCE, photos.size());
    return Future.all(
            photos.subList(0, first).stream()
                .map(photo -> Blob.named(photo.sha256(), part(photo.photoId())))
                .map(name -> bus.ask(Channels.BLOB_DELETE, name))
                .toList())
        .compose(
            removed ->
                first == photos.size()
                    ? Future.succeededFuture()
                    : remove(photos.subList(first, photos.size())));
  }

  private byte[] seal(Photo photo, byte[] jpeg) throws IOException, GeneralSecurityException {
    LocalDate day = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
    byte[] key = keys.create(photo.id(), photo.sha256(), day);
    byte[] ciphertext = AesGcm.seal(key, jpeg, part(photo.id()));
    return ByteBuffer.allocate(HEAD_BYTES + ciphertext.length)
        .put(FORM)
        .putInt((int) day.toEpochDay())
        .put(ciphertext)
        .array();
  }

  private Future<byte @Nullable []> open(Blob kept, String photoId) {
    byte[] bytes = kept.bytes();
    return bytes == null
        ? Future.succeededFuture(null)
        : vertx.executeBlocking(() -> open(bytes, photoId), false);
  }

  private byte @Nullable [] open(byte[] bytes, String photoId)
      throws IOException, GeneralSecurityException {
    if (bytes.length < HEAD_BYTES || bytes[0] != FORM) {
      throw new GeneralSecurityException("a photo of another form than " + FORM);
    }
    ByteBuffer kept = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    LocalDate day = LocalDate.ofEpochDay(kept.getInt());
    byte[] ciphertext = new byte[kept.remaining()];
    kept.get(ciphertext);
    Optional<byte[]> key = keys.find(photoId, day);
    return key.isEmpty() ? null : AesGcm.open(key.get(), ciphertext, part(photoId));
  }
}
