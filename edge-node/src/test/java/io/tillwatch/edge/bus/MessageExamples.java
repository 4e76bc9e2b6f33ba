package io.tillwatch.edge.bus;

import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.checkout.ReceiptLookup;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.checkout.staff.StaffForward;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.ApplyResult;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.ledger.snapshot.SnapshotQuery;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.photos.PhotoBytes;
import io.tillwatch.core.replication.protocol.Exposure;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.Instance;
import io.tillwatch.core.replication.protocol.LogHead;
import io.tillwatch.core.replication.protocol.Member;
import io.tillwatch.core.replication.protocol.NodeInfo;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.replication.protocol.SalvageState;
import io.tillwatch.core.replication.protocol.SnapshotPull;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import io.tillwatch.core.trace.Stage;
import io.tillwatch.core.trace.Trace;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.ExampleValues;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.support.TransactionExamples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages of every channel between stores: questions and answers, by the name of their file. */
final class MessageExamples {
  static final StoreId A = new StoreId("store-a");
  static final StoreId B = new StoreId("store-b");

  /** An op with every field set. */
  static final Op OP =
      Op.builder()
          .id(new OpId(B, new Position(1_777_000_000_000L, 18)))
          .predecessor(new Position(1_777_000_000_000L, 17))
          .previousHash("0123456789abcdef0123456789abcdef")
          .kind(FactKind.RETURN.name())
          .factId("tx_2")
          .atMillis(1_777_904_116_123L)
          .hlc(1_777_904_116_123L << 16 | 5)
          .dependsOn(List.of("tx_1", "grant_tx_2"))
          .indexes(List.of("tx", "receipt:A-2026-000017"))
          .rights(
              List.of(
                  RightChange.take("store-a", "A-2026-000017", 1, 2),
                  RightChange.give("store-b", "B-1", 0, 1)))
          .stampedMicros(1_777_904_116_123_456L)
          .body(RecordCodec.toJson(TransactionExamples.refund()))
          .build();

  private static final String TEXT = OpCodec.encode(OP);
  private static final SignedOp SIGNED =
      new SignedOp(
          OP.id(),
          TEXT,
          new TestSeal("golden").sign(TEXT.getBytes(StandardCharsets.UTF_8)),
          1_777_904_116_125_000L);
  private static final Member MEMBER =
      new Member(B, new Instance("run_1", 1_777_000_000_000L), "https://store-b.example:8443");

  private static final Map<String, List<Record>> BY_FILE = new TreeMap<>();

  static {
    checkout();
    replication();
    put(
        "trace.home.question",
        new Trace.Home.Question("tx_1", null),
        new Trace.Home.Question("tx_1", "store-b"));
    put(
        "trace.home.answer",
        new Trace.Home(Map.of(Stage.TAPPED, 1_777_904_116_123_456L), null),
        new Trace.Home(Map.of(), null),
        new Trace.Home(Map.of(Stage.COMMITTED, 1_777_904_116_129_000L), 1_777_904_116_129_456L));
    put("photos.bytes.question", new PhotoBytes(ExampleValues.SHA256, null, "ph_1"));
    put(
        "photos.bytes.answer",
        new PhotoBytes(ExampleValues.SHA256, new byte[] {-1, -40, 0, 1, 2}, "ph_1"),
        new PhotoBytes(ExampleValues.SHA256, null, null));
  }

  private MessageExamples() {}

  /** Of a channel's questions or answers; none where nobody made one. */
  static List<Record> of(String file) {
    return BY_FILE.getOrDefault(file, List.of());
  }

  private static void put(String file, Record... examples) {
    BY_FILE.computeIfAbsent(file, any -> new ArrayList<>()).addAll(List.of(examples));
  }

  private static void checkout() {
    String receipt = "A-2026-000017";
    put(
        "checkout.grant.question",
        new GrantRequest("tx_2", "store-b", receipt, ExampleValues.TAKES, "store-a"),
        new GrantRequest("tx_2", "store-b", receipt, ExampleValues.TAKES, null));
    put(
        "checkout.grant.answer",
        new GrantRequest.Granted("grant_tx_2"),
        new GrantRequest.Exhausted());
    put("checkout.receipt.facts.question", new ReceiptLookup(receipt));
    put(
        "checkout.receipt.facts.answer",
        new ReceiptLookup.Answer(List.of(TEXT), true),
        new ReceiptLookup.Answer(List.of(), false));
    put(
        "checkout.staff.forward.question",
        new StaffForward(new StaffCommand.Decide("tx_2", true, "seen", "key_1")),
        new StaffForward(new StaffCommand.Decide("tx_2", false, null, "key_1")),
        new StaffForward(new StaffCommand.VoidSale("tx_1", "C-7", "key_1")),
        new StaffForward(new StaffCommand.PayOut("tx_2", "store-c", "C-01", "C-7", "key_2")));
    Refusal refusal =
        new Refusal(Refusal.Code.ALREADY_SETTLED, "/decision", "expected a held return");
    put(
        "checkout.staff.forward.answer",
        new StaffAnswer.Done("decision_tx_2", true),
        new StaffAnswer.Done("decision_tx_2", false),
        new StaffAnswer.Refused(refusal));
  }

  private static void replication() {
    put("replication.prepare.question", new SpeculativeOp(B, SIGNED));
    put("replication.push.question", new Push(B, List.of(SIGNED.named(), SIGNED)));
    put(
        "replication.push.answer",
        new PushAnswer(ExampleValues.POSITION, 1_777_904_116_126_000L, ApplyResult.Stop.GAP));
    put("replication.heartbeat.question", beat(), oldBeat());
    Instance rival = new Instance("run_0", 1_776_999_999_999L);
    put(
        "replication.heartbeat.answer",
        new HeartbeatAnswer(1_777_904_116_127_000L, beat(), rival),
        new HeartbeatAnswer(1_777_904_116_127_000L, oldBeat(), null));
    put("replication.pull.question", new Pull(A, B, ExampleValues.POSITION, 500));
    put(
        "replication.pull.answer",
        new LogQuery.LogRange(List.of(SIGNED), OP.id().position(), false),
        new LogQuery.LogRange(List.of(), OP.id().position(), true));
    put(
        "replication.snapshot.question",
        new SnapshotPull(A, "tx_1", 500),
        new SnapshotPull(A, null, 500));
    // one store in each map: where there are more, their order differs from run to run
    Positions heads =
        new Positions(Map.of("store-b", OP.id().position()), Map.of("store-b", OpCodec.hash(TEXT)));
    put(
        "replication.snapshot.answer",
        new SnapshotPage(heads, 4711, List.of(), SnapshotQuery.FIRST, false),
        new SnapshotPage(null, 0, List.of(TEXT), "tx_2", true));
  }

  private static Heartbeat beat() {
    LogHead head = new LogHead(OP.id().position(), OpCodec.hash(TEXT));
    return new Heartbeat(
        MEMBER,
        1_777_904_116_124_000L,
        Map.of("store-b", head, "store-a", LogHead.NONE),
        Map.of("store-b", "https://store-b.example:8443", "store-a", "http://192.0.2.1:8080"),
        new Exposure(12_000, 250_000),
        42,
        Map.of("store-c", new SalvageState(7, true), "store-a", new SalvageState(0, false)),
        new NodeInfo("1.2.0", "READY"));
  }

  /** As an older node sends it, and one that does not tell its URL. */
  private static Heartbeat oldBeat() {
    Member bare = new Member(B, MEMBER.instance(), null);
    return new Heartbeat(bare, 1_777_904_116_124_000L, Map.of(), Map.of(), null, 0, null, null);
  }
}
