package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Blob;
import io.tillwatch.core.ledger.BlobsHeld;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.stream.IntStream;

/** Bytes of photos, by their hash, in Redis. */
final class Blobs {
  private final RedisLink redis;

  Blobs(RedisLink redis) {
    this.redis = redis;
  }

  Future<Blob> put(Blob blob) {
    Request set =
        Request.cmd(Command.SET)
            .arg(RedisKeys.blob(blob.sha256()))
            .arg(Buffer.buffer(blob.bytes()));
    return redis.send(set).map(ok -> new Blob(blob.sha256(), null));
  }

  Future<Blob> delete(Blob blob) {
    return redis
        .send(Request.cmd(Command.DEL).arg(RedisKeys.blob(blob.sha256())))
        .map(gone -> new Blob(blob.sha256(), null));
  }

  Future<BlobsHeld> held(BlobsHeld asked) {
    List<String> hashes = asked.sha256();
    if (hashes.isEmpty()) {
      return Future.succeededFuture(asked);
    }
    List<Request> exist =
        hashes.stream().map(hash -> Request.cmd(Command.EXISTS).arg(RedisKeys.blob(hash))).toList();
    return redis
        .batch(exist)
        .map(
            there ->
                new BlobsHeld(
                    IntStream.range(0, hashes.size())
                        .filter(i -> there.get(i).toInteger() == 1)
                        .mapToObj(hashes::get)
                        .toList()));
  }
}
