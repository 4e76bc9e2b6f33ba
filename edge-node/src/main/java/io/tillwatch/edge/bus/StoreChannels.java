package io.tillwatch.edge.bus;

import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.checkout.ReceiptLookup;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffForward;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.PhotoBytes;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.replication.protocol.SnapshotPull;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import io.tillwatch.core.trace.Trace;

/**
 * The catalogue of what one store asks another: the record travels as signed JSON, between versions
 * too. Golden files hold its form.
 */
public final class StoreChannels {
  /** Another store asks for the bytes of a photo that was taken here. */
  public static final Channel<PhotoBytes, PhotoBytes> PHOTO_BYTES =
      Channel.store("photos.bytes", PhotoBytes.class, PhotoBytes.class);

  /** Another store asks this one, which sold, for the right to refund. */
  public static final Channel<GrantRequest, GrantRequest.Answer> GRANT =
      Channel.store(
          "checkout.grant",
          GrantRequest.class,
          GrantRequest.Answer.class,
          request -> new StoreId(request.to()));

  /** Another store does not know a receipt and asks what is known of it here. */
  public static final Channel<ReceiptLookup, ReceiptLookup.Answer> RECEIPT_FACTS =
      Channel.store("checkout.receipt.facts", ReceiptLookup.class, ReceiptLookup.Answer.class);

  /** Another store forwards what only this one may commit. */
  public static final Channel<StaffForward, StaffAnswer> STAFF_FORWARD =
      Channel.store("checkout.staff.forward", StaffForward.class, StaffAnswer.class);

  /** Of an op that is being committed; told, not asked. */
  public static final Channel<SpeculativeOp, Void> SPECULATIVE_OP =
      Channel.store("replication.prepare", SpeculativeOp.class, Void.class, SpeculativeOp::from);

  public static final Channel<Push, PushAnswer> PUSH =
      Channel.store("replication.push", Push.class, PushAnswer.class, Push::from);

  public static final Channel<Heartbeat, HeartbeatAnswer> HEARTBEAT =
      Channel.store(
          "replication.heartbeat",
          Heartbeat.class,
          HeartbeatAnswer.class,
          beat -> beat.from().store());

  public static final Channel<Pull, LogQuery.LogRange> PULL =
      Channel.store("replication.pull", Pull.class, LogQuery.LogRange.class, Pull::from);

  public static final Channel<SnapshotPull, SnapshotPage> SNAPSHOT =
      Channel.store(
          "replication.snapshot", SnapshotPull.class, SnapshotPage.class, SnapshotPull::from);

  /** Another store asks when a transaction of this one passed its stages here. */
  public static final Channel<Trace.Home.Question, Trace.Home> TRACE =
      Channel.store("trace.home", Trace.Home.Question.class, Trace.Home.class);

  private StoreChannels() {}
}
