package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys and arguments that {@code effects.lua} reads: the one place that knows their order,
 * beside the script.
 */
final class ScriptCall {
  /** A fact that comes within this of when it happened, either way, came when it happened. */
  private static final long NEAR_MILLIS = 86_400_000L;

  /** Facts come when they happened, as far as is known: those of a snapshot. */
  static final long UNKNOWN = 0;

  private final RightsOwnership rightsOwnership;
  private final long nowMillis;
  private final List<String> keys = new ArrayList<>();
  private final List<String> args = new ArrayList<>();

  /**
   * @param rightsOwnership whose rights are counted here
   * @param origin whose log is written
   * @param ops how many will be added
   * @param nowMillis this node's clock, or {@link #UNKNOWN}
   */
  ScriptCall(RightsOwnership rightsOwnership, StoreId origin, int ops, long nowMillis) {
    this.rightsOwnership = rightsOwnership;
    this.nowMillis = nowMillis;
    keys.add(RedisKeys.log(origin.value()));
    keys.add(RedisKeys.POSITIONS);
    keys.add(RedisKeys.CHAIN);
    args.add(origin.value());
    args.add(Integer.toString(ops));
  }

  /**
   * An op, and facts of other ops that come with it.
   *
   * @param hash of its text
   */
  void add(Op op, SignedOp signed, String hash, List<SalvagedFact> carried) {
    place(op, signed, hash);
    fact(op);
    args.add(Integer.toString(carried.size()));
    for (SalvagedFact each : carried) {
      args.add(each.signed().text());
      fact(each.op());
    }
  }

  /** An op that takes its place in the log and has no effect. */
  void addPoison(Op op, SignedOp signed, String hash, String why) {
    place(op, signed, hash);
    keys.add(RedisKeys.fact(op.id().toString()));
    args.add(op.id().toString());
    args.add("0");
    args.add("0");
    args.add("0");
    args.add("");
    args.add("!" + why);
  }

  private void place(Op op, SignedOp signed, String hash) {
    args.add(op.id().position().toString());
    args.add(op.predecessor().toString());
    args.add(op.previousHash());
    args.add(hash);
    args.add(signed.text());
    args.add(signed.mac());
  }

  private void fact(Op op) {
    keys.add(RedisKeys.fact(op.factId()));
    args.add(op.factId());
    args.add(Long.toString(op.atMillis()));
    List<RightChange> counted = rightsOwnership.counted(op.rights());
    args.add(Integer.toString(counted.size()));
    for (RightChange right : counted) {
      keys.add(RedisKeys.right(right.receipt()));
      args.add(Integer.toString(right.delta()));
      args.add(Integer.toString(right.line()));
      args.add(right.checked() ? "1" : "0");
      args.add(rightsOwnership.isOwn(right.home()) ? "0" : "1");
    }
    List<String> indexes = BlockedReturnIndexes.indexes(op);
    Optional<String> old = ReferenceBackfill.indexOf(op);
    int all = 1 + indexes.size() + (old.isPresent() ? 1 : 0);
    args.add(Integer.toString(all));
    keys.add(RedisKeys.index(Indexes.FACTS));
    indexes.forEach(name -> keys.add(RedisKeys.index(name)));
    old.ifPresent(name -> keys.add(RedisKeys.index(name)));
    boolean near = Math.abs(op.atMillis() - nowMillis) <= NEAR_MILLIS;
    args.add(nowMillis == UNKNOWN || near ? "" : Long.toString(nowMillis));
    if (!args.get(args.size() - 1).isEmpty()) {
      keys.add(RedisKeys.ARRIVALS);
    }
  }

  void key(String key) {
    keys.add(key);
  }

  void arg(String arg) {
    args.add(arg);
  }

  List<String> keys() {
    return keys;
  }

  List<String> args() {
    return args;
  }
}
