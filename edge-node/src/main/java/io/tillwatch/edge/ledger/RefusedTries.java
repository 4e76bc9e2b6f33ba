package io.tillwatch.edge.ledger;

import io.tillwatch.edge.checkout.model.Posted;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.FactPage;
import io.tillwatch.edge.ledger.model.Indexes;
import io.tillwatch.edge.ledger.model.StoredFact;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.replication.model.Op;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps returns that were refused out of their receipt's index, which is read whole at every look
 * at the receipt: anybody at a till can try as often as they like. They stand in an index of their
 * own instead, whatever index their op names, and change nothing of what is left of a receipt. One
 * that gives a right back stays: rights are counted from the receipt's index.
 */
final class RefusedTries {
  private final RedisLink redis;

  RefusedTries(RedisLink redis) {
    this.redis = redis;
  }

  /** The names of the indexes in which this op's fact is to stand. */
  static List<String> indexes(Op op) {
    return op.indexes().stream().anyMatch(Indexes::isReceipt) && isRefusedTry(op)
        ? op.indexes().stream().map(RefusedTries::own).toList()
        : op.indexes();
  }

  /** Moves the tries of a page of the past, which an older version put among the others. */
  Future<FactPage.Learnt> move(FactPage page) {
    List<Request> moves = new ArrayList<>();
    for (StoredFact stored : page.facts()) {
      if (isRefused(stored.fact()) && stored.op().rights().isEmpty()) {
        move(stored.op(), moves);
      }
    }
    return moves.isEmpty()
        ? Future.succeededFuture(new FactPage.Learnt())
        : redis.batch(moves).map(new FactPage.Learnt());
  }

  private static void move(Op op, List<Request> moves) {
    for (String index : op.indexes()) {
      if (Indexes.isReceipt(index)) {
        moves.add(
            Request.cmd(Command.ZADD)
                .arg(RedisKeys.index(own(index)))
                .arg(op.atMillis())
                .arg(op.factId()));
        moves.add(Request.cmd(Command.ZREM).arg(RedisKeys.index(index)).arg(op.factId()));
      }
    }
  }

  private static boolean isRefusedTry(Op op) {
    // the body is decoded only where it says so somewhere
    return op.kind().equals(FactKind.RETURN.name())
        && op.rights().isEmpty()
        && op.body().contains(Posted.Status.BLOCKED.name())
        && isRefused(FactBodies.read(op));
  }

  private static boolean isRefused(Record fact) {
    return fact instanceof PostedReturn posted && posted.status() == Posted.Status.BLOCKED;
  }

  private static String own(String index) {
    return Indexes.isReceipt(index) ? Indexes.triesOf(index) : index;
  }
}
