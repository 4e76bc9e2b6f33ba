package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.AdoptRights;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.ledger.redis.LuaScript;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose refund rights are counted in this store: its own, and those of stores that left and whose
 * heir it is. An inherited receipt is counted when it is first asked for.
 */
final class RightsOwnership {
  private static final LuaScript SCRIPT = LuaScript.of("adopt-rights.lua");

  private final StoreId self;
  private Membership membership = new Membership();

  RightsOwnership(StoreId self) {
    this.self = self;
  }

  void changed(Membership known) {
    membership = known;
  }

  /** Those of an op's changes that this store counts. */
  List<RightChange> counted(List<RightChange> changes) {
    return changes.stream()
        .filter(right -> isOwn(right.home()) || isSuccessorOf(right.home()))
        .toList();
  }

  boolean isOwn(String home) {
    return home.equals(self.value());
  }

  boolean isSuccessorOf(String home) {
    return membership.gone(home) != null && membership.ownerOf(home).equals(self.value());
  }

  /** Counts a receipt's rights, unless they are counted already. */
  Future<AdoptRights> count(RedisLink redis, AdoptRights adoptRights) {
    if (!isSuccessorOf(adoptRights.home())) {
      return Future.failedFuture(
          new IllegalArgumentException(self + " is not the heir of " + adoptRights.home()));
    }
    return count(
        redis, adoptRights, new TreeSet<>(List.of(adoptRights.receipt())), new TreeSet<>());
  }

  /** The script asks which numbers are this receipt's, until it has met no new one. */
  private static Future<AdoptRights> count(
      RedisLink redis, AdoptRights adoptRights, Set<String> its, Set<String> others) {
    List<String> keys =
        List.of(
            RedisKeys.right(adoptRights.receipt()),
            RedisKeys.index(Indexes.receipt(adoptRights.receipt())));
    List<String> args = new ArrayList<>();
    args.add(adoptRights.home());
    args.add(RedisKeys.fact(""));
    args.add(RedisKeys.index(Indexes.about("")));
    args.add(Integer.toString(its.size()));
    args.addAll(its);
    args.addAll(others);
    return SCRIPT
        .run(redis, keys, args)
        .compose(
            unknown -> {
              for (Response met : unknown) {
                String number = met.toString();
                (ReceiptNumber.same(number, adoptRights.receipt()) ? its : others).add(number);
              }
              return unknown.size() == 0
                  ? Future.succeededFuture(adoptRights)
                  : count(redis, adoptRights, its, others);
            });
  }
}
