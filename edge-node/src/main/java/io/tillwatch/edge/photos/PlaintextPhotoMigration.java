package io.tillwatch.edge.photos;

import io.tillwatch.core.ledger.Blob;
import io.tillwatch.core.ledger.BlobsHeld;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Photos that the version before left in Redis as they were: they are encrypted one after the
 * other, and removed once every record was looked at, since two photos may share their bytes. A
 * store that goes back to that version asks the others for its pictures again.
 */
final class PlaintextPhotoMigration {
  private final Bus bus;
  private final PhotoVault vault;
  private final FilePurge purge;

  /** Hashes of what was encrypted and still stands there as it was. */
  private final Set<String> encrypted = new HashSet<>();

  PlaintextPhotoMigration(Bus bus, PhotoVault vault, FilePurge purge) {
    this.bus = bus;
    this.vault = vault;
    this.purge = purge;
  }

  /** What stands there of a photo; null where nothing does. */
  Future<byte @Nullable []> read(Photo photo) {
    return bus.ask(Channels.BLOB_PLAIN, Blob.named(photo.sha256(), null)).map(Blob::bytes);
  }

  /** Encrypts what stands there of these. */
  Future<Void> encrypt(List<Photo> photos) {
    List<Blob> names =
        photos.stream().map(Photo::sha256).distinct().map(hash -> Blob.named(hash, null)).toList();
    return bus.ask(Channels.BLOBS_HELD, new BlobsHeld(names))
        .compose(
            held -> {
              Set<String> plain =
                  held.names().stream().map(Blob::sha256).collect(Collectors.toSet());
              Future<Void> done = Future.succeededFuture();
              for (Photo photo : photos) {
                if (plain.contains(photo.sha256())) {
                  done = done.compose(before -> encrypt(photo));
                }
              }
              return done;
            });
  }

  private Future<Void> encrypt(Photo photo) {
    return vault
        .get(photo.sha256(), photo.id())
        .compose(known -> known != null ? Future.succeededFuture() : encryptNew(photo))
        .onSuccess(done -> encrypted.add(photo.sha256()));
  }

  private Future<Void> encryptNew(Photo photo) {
    return read(photo)
        .compose(jpeg -> jpeg == null ? Future.succeededFuture() : vault.put(photo, jpeg));
  }

  /** Removes what was encrypted: every record has been looked at. */
  void removeEncrypted() {
    if (encrypted.isEmpty()) {
      return;
    }
    List<String> hashes = new ArrayList<>(encrypted);
    encrypted.clear();
    purge.after(() -> delete(hashes));
  }

  /** Removes what stands there of these, at once: they are to be forgotten. */
  Future<Void> remove(List<Photo> photos) {
    return delete(photos.stream().map(Photo::sha256).distinct().toList());
  }

  private Future<Void> delete(List<String> hashes) {
    return Future.all(
            hashes.stream()
                .map(hash -> bus.ask(Channels.BLOB_DELETE, Blob.named(hash, null)))
                .toList())
        .mapEmpty();
  }
}
