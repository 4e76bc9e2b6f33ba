package io.tillwatch.edge.ledger;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.retail.Reference;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists transactions whose facts name no reference, because an older node committed them, under the
 * one that follows from their ids. What comes in is listed as it is written; what an older node
 * left in this Redis is listed when the past is read back.
 */
final class ReferenceBackfill {
  private final RedisLink redis;

  ReferenceBackfill(RedisLink redis) {
    this.redis = redis;
  }

  /** The index that the op does not name and its fact joins all the same; mostly none. */
  static Optional<String> indexOf(Op op) {
    boolean transaction =
        op.kind().equals(FactKind.SALE.name()) || op.kind().equals(FactKind.RETURN.name());
    return transaction && op.indexes().stream().noneMatch(Indexes::isReference)
        ? Optional.of(Indexes.reference(Reference.of(op.factId())))
        : Optional.empty();
  }

  /** Lists what of this page is not listed; doing so twice is doing it once. */
  Future<FactPage.Learnt> learn(FactPage page) {
    List<Request> missing = new ArrayList<>();
    for (StoredFact stored : page.facts()) {
      Op op = stored.op();
      indexOf(op).map(index -> listing(index, op)).ifPresent(missing::add);
    }
    return missing.isEmpty()
        ? Future.succeededFuture(new FactPage.Learnt())
        : redis.batch(missing).map(listed -> new FactPage.Learnt());
  }

  private static Request listing(String index, Op op) {
    return Request.cmd(Command.ZADD)
        .arg(RedisKeys.index(index))
        .arg(op.atMillis())
        .arg(op.factId());
  }
}
