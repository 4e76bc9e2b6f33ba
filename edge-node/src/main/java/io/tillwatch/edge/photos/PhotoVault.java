package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.Blob;
import io.tillwatch.core.ledger.BlobsHeld;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
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
    return photoId + "@" + bus.self();
  }

  /** Keeps a picture; completes when key and picture are on disk. */
  Future<Void> put(Photo photo, byte[] jpeg) {
    return vertx
        .executeBlocking(() -> seal(photo.id(), jpeg), false)
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
    return bus.ask(Channels.BLOB_GET, Blob.named(sha256, null))
        .compose(
            kept -> {
              String part = kept.part();
              if (part == null) {
                return Future.succeededFuture(null);
              }
              int at = part.lastIndexOf('@');
              return at < 0 ? Future.succeededFuture(null) : open(kept, part.substring(0, at));
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
    List<String> ids = photos.stream().map(Photo::id).toList();
    return vertx
        .executeBlocking(
            () -> {
              keys.destroy(ids);
              return null;
            },
            false)
        .compose(
            destroyed ->
                Future.all(
                    photos.stream()
                        .map(
                            photo ->
                                bus.ask(
                                    Channels.BLOB_DELETE,
                                    Blob.named(photo.sha256(), part(photo.id()))))
                        .toList()))
        .mapEmpty();
  }

  /** Forgets what came here before that day, whatever its record says of when it was taken. */
  Future<Integer> forgetBefore(LocalDate day) {
    return vertx.executeBlocking(() -> keys.destroyBefore(day), false);
  }

  private byte[] seal(String photoId, byte[] jpeg) throws IOException, GeneralSecurityException {
    LocalDate day = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
    byte[] ciphertext = AesGcm.seal(keys.create(photoId, day), jpeg, part(photoId));
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
