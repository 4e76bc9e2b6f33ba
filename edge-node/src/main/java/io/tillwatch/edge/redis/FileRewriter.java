package io.tillwatch.edge.redis;

import io.tillwatch.core.ledger.FileRewrite;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Redis write its append-only file anew, and its snapshot where it keeps one, so that deleted
 * bytes leave them. One at a time: a rewrite that had begun before the deletion still holds the
 * bytes, so whoever asks meanwhile gets the next one. For one event loop.
 */
public final class FileRewriter {
  private static final Logger LOG = LoggerFactory.getLogger(FileRewriter.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final RedisLink redis;
  private long wanted;
  private long begun;
  private long done;

  public FileRewriter(Vertx vertx, RedisLink redis) {
    this.vertx = vertx;
    this.redis = redis;
  }

  /** Asks for a rewrite, or how far one is. */
  public FileRewrite answer(FileRewrite question) {
    Long ticket = question.ticket();
    if (ticket != null) {
      return new FileRewrite(ticket, ticket <= done);
    }
    boolean idle = done == wanted;
    wanted = begun + 1;
    if (idle) {
      next();
    }
    return new FileRewrite(wanted, false);
  }

  private void next() {
    begun++;
    long now = begun;
    rewrite()
        .onSuccess(
            written -> {
              done = now;
              if (wanted > done) {
                next();
              }
            })
        .onFailure(
            why -> {
              LOG.atWarn()
                  .addKeyValue("error", why.getMessage())
                  .log("redis could not write its file anew; it is asked again in 30 s");
              begun--;
              vertx.setTimer(TRY_AGAIN.toMillis(), again -> next());
            });
  }

  private Future<Void> rewrite() {
    return idle()
        .compose(info -> ifAllowed(Command.BGREWRITEAOF))
        .compose(started -> savesSnapshots())
        .compose(saves -> saves ? idle().compose(info -> ifAllowed(Command.BGSAVE)) : nothing())
        .compose(started -> idle())
        .compose(
            info ->
                info.failedToRewrite()
                    ? Future.failedFuture("redis says that its last rewrite failed")
                    : nothing());
  }

  private static Future<Void> nothing() {
    return Future.succeededFuture();
  }

  /** A server that does not let this node ask does so by itself, when the file has grown. */
  private Future<Void> ifAllowed(Command command) {
    return redis
        .send(Request.cmd(command))
        .<Void>mapEmpty()
        .recover(
            why -> mayNot(String.valueOf(why.getMessage())) ? nothing() : Future.failedFuture(why));
  }

  private static boolean mayNot(String error) {
    return error.contains(RedisFault.NOPERM.name()) || error.contains("unknown command");
  }

  /** Whether the server writes snapshots by itself; one that may not be asked: nobody knows. */
  private Future<Boolean> savesSnapshots() {
    return redis
        .send(Request.cmd(Command.CONFIG).arg("GET").arg("save"))
        .map(FileRewriter::hasValue)
        .recover(
            why ->
                why instanceof RedisUnavailableException
                    ? Future.failedFuture(why)
                    : Future.succeededFuture(false));
  }

  /** The answer is a list or a map by the protocol's version. */
  private static boolean hasValue(Response setting) {
    if (setting == null || setting.size() == 0) {
      return false;
    }
    Response value = setting.isMap() ? setting.get("save") : setting.get(1);
    return value != null && !value.toString().isBlank();
  }

  /** Completes with what the server says when it writes no file in the background. */
  private Future<RedisInfo> idle() {
    return redis
        .send(Request.cmd(Command.INFO).arg("persistence"))
        .map(text -> RedisInfo.parse(text.toString()))
        .compose(
            info ->
                info.isWritingFiles()
                    ? later().compose(waited -> idle())
                    : Future.succeededFuture(info));
  }

  private Future<Void> later() {
    Promise<Void> waited = Promise.promise();
    vertx.setTimer(LOOK_AGAIN.toMillis(), time -> waited.complete());
    return waited.future();
  }
}
