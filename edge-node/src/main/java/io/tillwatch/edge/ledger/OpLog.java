package io.tillwatch.edge.ledger;

import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.oplog.HybridClock;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.Seal;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The writing end of this store's own log: gives each draft its place, its link in the chain and
 * its signature.
 */
final class OpLog {

  /** Where the next op goes: behind this position, with this hash as its link. */
  record Head(Position position, String hash, boolean opensEpoch, long epoch) {
    Position next() {
      return opensEpoch ? new Position(epoch, 1) : new Position(epoch, position.seq() + 1);
    }
  }

  /**
   * A draft with its place in the log.
   *
   * @param hash what the next op names as its predecessor's
   */
  record Stamped(Op op, SignedOp signed, String hash) {}

  private final StoreId self;
  private final Seal seal;
  private final InstantSource time;
  private final HybridClock clock = new HybridClock();

  OpLog(StoreId self, Seal seal, InstantSource time) {
    this.self = self;
    this.seal = seal;
    this.time = time;
  }

  /**
   * A head that opens a new epoch behind what is known: later than any epoch before, and than any
   * wall clock before.
   */
  Head openEpoch(Position last, String hash) {
    return new Head(last, hash, true, Math.max(last.epoch() + 1, time.millis()));
  }

  /** Gives the draft the place behind the head. */
  Stamped stamp(Draft draft, Head head) {
    OpId id = new OpId(self, head.next());
    Op op =
        Op.builder()
            .id(id)
            .predecessor(head.position())
            .previousHash(head.hash())
            .kind(draft.kind().name())
            .factId(draft.id())
            .atMillis(draft.at().toEpochMilli())
            .hlc(clock.next(time.millis()))
            .dependsOn(draft.dependsOn())
            .indexes(draft.indexes())
            .rights(draft.rights())
            .stampedMicros(micros(time.instant()))
            .body(RecordCodec.toJson(draft.body()))
            .build();
    String text = OpCodec.encode(op);
    return new Stamped(op, new SignedOp(id, text, sign(text), 0), OpCodec.hash(text));
  }

  /** The head once the op stands. */
  static Head behind(Stamped stamped) {
    Position position = stamped.op().id().position();
    return new Head(position, stamped.hash(), false, position.epoch());
  }

  /** Takes note of another store's clock, so that what is committed next is later. */
  void witness(long hlc) {
    clock.witness(hlc);
  }

  boolean isGenuine(SignedOp op) {
    return seal.verifyOp(op.id(), op.text().getBytes(StandardCharsets.UTF_8), op.mac());
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private String sign(String text) {
    return seal.sign(text.getBytes(StandardCharsets.UTF_8));
  }
}
