package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Blob;
import io.tillwatch.core.ledger.BlobsHeld;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted photos in Redis: a hash by the photo's own hash, a field for each part. What a version
 * before left there, a string of plain bytes, is read and deleted where no part is named.
 */
final class Blobs {
  private final RedisLink redis;

  Blobs(RedisLink redis) {
    this.redis = redis;
  }

  Future<Blob> put(Blob blob) {
    Request set =
        Request.cmd(Command.HSET)
            .arg(RedisKeys.photo(blob.sha256()))
            .arg(blob.part())
            .arg(Buffer.buffer(blob.bytes()));
    return redis.send(set).map(ok -> Blob.named(blob.sha256(), blob.part()));
  }

  /** The bytes of that part; of {@link Blob#anyOf} those of any, with whose they are. */
  Future<Blob> get(Blob name) {
    String of = name.store();
    if (of == null) {
      return redis
          .send(Request.cmd(Command.HGET).arg(RedisKeys.photo(name.sha256())).arg(name.part()))
          .map(bytes -> new Blob(name.sha256(), bytes(bytes), name.part()));
    }
    return redis
        .send(Request.cmd(Command.HGETALL).arg(RedisKeys.photo(name.sha256())))
        .map(
            all -> {
              Optional<String> first =
                  all.getKeys().stream().filter(part -> part.endsWith(of)).findFirst();
              return first
                  .map(part -> new Blob(name.sha256(), bytes(all.get(part)), part))
                  .orElse(name);
            });
  }

  /** What a version before left under that hash. */
  Future<Blob> plain(Blob name) {
    return redis
        .send(Request.cmd(Command.GET).arg(RedisKeys.blob(name.sha256())))
        .map(bytes -> new Blob(name.sha256(), bytes(bytes), null));
  }

  Future<Blob> delete(Blob name) {
    Request delete =
        name.part() == null
            ? Request.cmd(Command.DEL).arg(RedisKeys.blob(name.sha256()))
            : Request.cmd(Command.HDEL).arg(RedisKeys.photo(name.sha256())).arg(name.part());
    return redis.send(delete).map(gone -> name);
  }

  Future<BlobsHeld> held(BlobsHeld asked) {
    List<Blob> names = asked.names();
    if (names.isEmpty()) {
      return Future.succeededFuture(asked);
    }
    return redis
        .batch(names.stream().map(Blobs::exists).toList())
        .map(
            there ->
                new BlobsHeld(
                    IntStream.range(0, names.size())
                        .filter(i -> there.get(i).toInteger() == 1)
                        .mapToObj(names::get)
                        .toList()));
  }

  private static Request exists(Blob name) {
    return name.part() == null
        ? Request.cmd(Command.EXISTS).arg(RedisKeys.blob(name.sha256()))
        : Request.cmd(Command.HEXISTS).arg(RedisKeys.photo(name.sha256())).arg(name.part());
  }

  private static byte @Nullable [] bytes(Response response) {
    return response == null ? null : response.toBuffer().getBytes();
  }
}
