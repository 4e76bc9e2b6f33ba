package io.tillwatch.edge.ledger;

import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.facts.FactDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another store's op, read.
 *
 * @param hash of its text
 * @param fact its body, or null for a kind that this node does not know
 * @param carried facts of other ops that come with it
 * @param poison why it cannot have effects here, or null: then it only takes its place in the log
 */
record DecodedOp(
    Op op,
    SignedOp signed,
    String hash,
    @Nullable Record fact,
    List<SalvagedFact> carried,
    @Nullable String poison) {
  /** No fact of this project touches as many keys. */
  private static final int MAX_KEYS = 2000;

  private static final int MAX_REASON = 300;

  /**
   * Reads an op that is genuine.
   *
   * @throws IllegalArgumentException where not even its place in a log can be read
   */
  static DecodedOp of(SignedOp signed, OpLog log) {
    String hash = OpCodec.hash(signed.text());
    Op op = null;
    try {
      op = OpCodec.decode(signed.text());
      int keys = op.rights().size() + op.indexes().size() + op.dependsOn().size();
      if (keys > MAX_KEYS) {
        throw new IllegalArgumentException("it touches " + keys + " keys, at most " + MAX_KEYS);
      }
      return new DecodedOp(
          op, signed, hash, FactDecoder.decode(op), SalvagedFact.in(op, log), null);
    } catch (IllegalArgumentException unreadable) {
      Op place = op != null ? op : OpCodec.decodePlace(signed.text());
      return new DecodedOp(place, signed, hash, null, List.of(), reason(unreadable));
    }
  }

  /** The same op, with what is known of its commit by now. */
  DecodedOp with(SignedOp later) {
    return new DecodedOp(op, later, hash, fact, carried, poison);
  }

  void addTo(ScriptCall call) {
    if (poison == null) {
      call.add(op, signed, hash, carried);
    } else {
      call.addPoison(op, signed, hash, poison);
    }
  }

  /**
   * One line, without the values that a parser quotes: they may be anything, a card's token too.
   */
  private static String reason(IllegalArgumentException unreadable) {
    String first = String.valueOf(unreadable.getMessage()).lines().findFirst().orElse("unreadable");
    String line = first.replaceAll("([\"']).*\\1", "$1...$1");
    return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON);
  }
}
