package io.tillwatch.edge.facts;

import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.replication.Decommission;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.edge.bus.Bus;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to the group, as the ledger's facts have it: each actor keeps its own, on its own
 * event loop, and hands it what it hears.
 */
public final class MembershipView {
  private final Membership membership = new Membership();
  private final Map<String, Position> asked = new HashMap<>();
  private final Consumer<Membership> changed;

  /**
   * Nobody has left, as far as is known.
   *
   * @param changed told of every change
   */
  public MembershipView(Consumer<Membership> changed) {
    this.changed = changed;
  }

  /** Reads back what was committed before; whoever asks hands on the feed already. */
  public Future<MembershipView> load(Bus bus) {
    return FactPages.all(bus, Indexes.MEMBERS, true)
        .onSuccess(facts -> facts.forEach(fact -> learn(fact.op(), fact.fact())))
        .map(this);
  }

  public Membership membership() {
    return membership;
  }

  /** Where the question for a store's leave stands in its store's log; null where it is unknown. */
  public @Nullable Position positionOf(Decommission decommission) {
    return asked.get(decommission.id());
  }

  /** Learns a fact of the feed; most say nothing about membership. */
  public void learn(Op op, @Nullable Record fact) {
    if (fact instanceof Decommission decommission) {
      asked.put(decommission.id(), op.id().position());
    }
    if (membership.learn(fact, op.hlc())) {
      changed.accept(membership);
    }
  }
}
