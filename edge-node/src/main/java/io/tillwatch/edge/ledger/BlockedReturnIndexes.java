package io.tillwatch.edge.ledger;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.edge.facts.FactDecoder;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps refused returns out of two indexes that are read whole: that of their receipt, and that of
 * the return which they say they repeat. Anybody at a till can try as often as they like, and must
 * not make these long. They stand in indexes of their own instead, whatever their op names, and
 * change nothing of what is left of a receipt. One that gives a right back stays: rights are
 * counted from there. So does one in what is about its grant, which it uses up.
 */
final class BlockedReturnIndexes {
  private final RedisLink redis;

  BlockedReturnIndexes(RedisLink redis) {
    this.redis = redis;
  }

  /** The names of the indexes in which this op's fact is to stand, beside that of all facts. */
  static List<String> indexes(Op op) {
    List<String> named = named(op);
    PostedReturn tried =
        named.stream().anyMatch(BlockedReturnIndexes::isReadWhole) ? refusedTry(op) : null;
    return tried == null ? named : named.stream().map(name -> own(name, tried)).toList();
  }

  /** Moves the tries of a page of the past, which an older version put among the others. */
  Future<FactPage.Learnt> move(FactPage page) {
    List<Request> moves = new ArrayList<>();
    for (StoredFact stored : page.facts()) {
      if (stored.fact() instanceof PostedReturn tried
          && isRefused(tried)
          && stored.op().rights().isEmpty()) {
        move(stored.op(), tried, moves);
      }
    }
    return moves.isEmpty()
        ? Future.succeededFuture(new FactPage.Learnt())
        : redis.batch(moves).map(new FactPage.Learnt());
  }

  private static void move(Op op, PostedReturn tried, List<Request> moves) {
    for (String index : named(op)) {
      String own = own(index, tried);
      if (!own.equals(index)) {
        moves.add(
            Request.cmd(Command.ZADD)
                .arg(RedisKeys.index(own))
                .arg(op.atMillis())
                .arg(op.factId()));
        moves.add(Request.cmd(Command.ZREM).arg(RedisKeys.index(index)).arg(op.factId()));
      }
    }
  }

  /** As the op says it. */
  private static List<String> named(Op op) {
    return Stream.concat(op.indexes().stream(), op.dependsOn().stream().map(Indexes::about))
        .toList();
  }

  private static boolean isReadWhole(String index) {
    return Indexes.isReceipt(index) || Indexes.isAbout(index);
  }

  /** The try that this op is; null where it is anything else. */
  private static @Nullable PostedReturn refusedTry(Op op) {
    // the body is decoded only where it says so somewhere
    boolean may =
        op.kind().equals(FactKind.RETURN.name())
            && op.rights().isEmpty()
            && op.body().contains(Posted.Status.BLOCKED.name());
    return may && FactDecoder.read(op) instanceof PostedReturn posted && isRefused(posted)
        ? posted
        : null;
  }

  private static boolean isRefused(PostedReturn posted) {
    return posted.status() == Posted.Status.BLOCKED;
  }

  private static String own(String index, PostedReturn tried) {
    boolean ofGrant = tried.grantId() != null && index.equals(Indexes.about(tried.grantId()));
    return isReadWhole(index) && !ofGrant ? Indexes.triesOf(index) : index;
  }
}
