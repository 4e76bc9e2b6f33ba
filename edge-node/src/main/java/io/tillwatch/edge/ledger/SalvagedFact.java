package io.tillwatch.edge.ledger;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.replication.Salvage;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.facts.FactDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * A fact that comes with another store's op: what its own origin lost.
 *
 * @param op as its origin logged it
 * @param signed the same as it was signed
 */
record SalvagedFact(Op op, SignedOp signed) {
  /** A tail that was salvaged may be lost and salvaged again; each time wraps the ops once more. */
  private static final int MAX_DEPTH = 4;

  /**
   * What the op carries, outermost first; nothing for most.
   *
   * @throws IllegalArgumentException where what it carries is not genuine or cannot be read
   */
  static List<SalvagedFact> in(Op op, OpLog log) {
    List<SalvagedFact> carried = new ArrayList<>();
    Op outer = op;
    while (outer.kind().equals(FactKind.SALVAGE.name())) {
      SignedOp signed = RecordCodec.fromJson(outer.body(), Salvage.class).signed();
      if (carried.size() == MAX_DEPTH) {
        throw new IllegalArgumentException("salvaged more than " + MAX_DEPTH + " times over");
      }
      if (!log.isGenuine(signed)) {
        throw new IllegalArgumentException("what it salvages was not signed by a store");
      }
      outer = OpCodec.decode(signed.text());
      if (!outer.id().equals(signed.id())) {
        throw new IllegalArgumentException("what it salvages is another op than it names");
      }
      FactDecoder.decode(outer);
      carried.add(new SalvagedFact(outer, signed));
    }
    return carried;
  }
}
