package io.tillwatch.tools.bench;

import io.tillwatch.edge.ledger.CommitSample;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** What {@link NativePair} writes at the leader: the n-th write adds "1-n" to a stream. */
interface NativeOp {

  /** The stream. */
  String log();

  /** Called once, before the first write. */
  default Future<?> prepare(RedisLink leader) {
    return Future.succeededFuture();
  }

  /**
   * @param number 1, 2, 3 ...
   */
  Request write(long number);

  /** Whether that answer means that it was written. */
  default boolean isDone(Response answer) {
    return true;
  }

  /** The least that replication can carry: one stream entry with a text of that many characters. */
  static NativeOp entry(int textLength) {
    String text = "x".repeat(textLength);
    return new NativeOp() {
      @Override
      public String log() {
        return "bench";
      }

      @Override
      public Request write(long number) {
        return Request.cmd(Command.XADD).arg(log()).arg("1-" + number).arg("op").arg(text);
      }
    };
  }

  /**
   * What a commit of ours writes, by the same script, so that the replica has the same to apply and
   * to sync: log entry, fact, indexes, rights, position and chain.
   */
  static NativeOp commit(CommitSample sample) {
    return new NativeOp() {
      private @Nullable String sha1;

      @Override
      public String log() {
        return sample.keys().get(0);
      }

      @Override
      public Future<?> prepare(RedisLink leader) {
        return leader
            .send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(sample.script()))
            .onSuccess(loaded -> sha1 = loaded.toString());
      }

      @Override
      public Request write(long number) {
        Request call = Request.cmd(Command.EVALSHA).arg(sha1).arg(sample.keys().size());
        sample.keys().forEach(call::arg);
        sample.args().forEach(call::arg);
        return call;
      }

      @Override
      public boolean isDone(Response answer) {
        return "OK".equals(answer.get(0).toString());
      }
    };
  }
}
