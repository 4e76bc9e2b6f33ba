package io.tillwatch.edge.replication;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.ApplyResult.Stop;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.ledger.TrimOrder;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.FrameExchange;
import io.tillwatch.edge.bus.FrameTransport;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.TestSeal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member whose key is genuine and whose ops are not all sound, and two nodes that hear of it. */
class PoisonOpIT {
  private static final StoreId MEMBER = new StoreId("store-x");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long EPOCH = 1_000;

  /** More than what always stays of a log. */
  private static final int SOME = 1_200;

  private final List<SignedOp> log = new ArrayList<>();
  private ReplicaStore a;
  private ReplicaStore b;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    int first = Ports.free();
    int second = Ports.free();
    List<String> stores = List.of("store-a", "store-b");
    a = new ReplicaStore("store-a", dir, stores, first, second).start();
    b = new ReplicaStore("store-b", dir, stores, second, first).start();
  }

  @AfterEach
  void stop() {
    a.close();
    b.close();
  }

  @Test
  void anOpThatCannotHaveEffectsIsKeptAndForwardedAndDoesNotStopItsLog() {
    write("VOID", "sound-1", voided("sound-1"), RightChange.give("store-a", "R-1", 0, 5));
    write("SALE", "no-body", "{\"sale\":\"4111\"}", RightChange.take("store-a", "R-1", 0, 1));
    write("LOYALTY_CARD", "of-a-newer-node", "{\"points\":7}");
    for (int i = 0; i < 3; i++) {
      write("VOID", "sound-" + (i + 2), voided("sound-" + (i + 2)));
    }
    rewriteLast(text -> text.replace("\"id\":", "\"name\":"));
    write("VOID", "last", voided("last"));

    PushAnswer answer = push();

    assertThat(answer.stop()).isEqualTo(Stop.NONE);
    Position end = log.get(log.size() - 1).id().position();
    assertThat(answer.position()).isEqualTo(end);
    // the other node hears of it by heartbeat and pulls it from the one that has it
    Await.until("it was forwarded", SOON, () -> b.positions().of("store-x").equals(end));
    for (ReplicaStore store : List.of(a, b)) {
      // the status is told of flaws behind the op that has one
      Await.until("its flaws are shown", SOON, () -> flawOfMember(store).quarantined() >= 2);
      LogHealth.Flaw flaw = flawOfMember(store);
      assertThat(flaw.quarantined()).isEqualTo(2);
      assertThat(flaw.lastReason()).contains("-6").doesNotContain("4111");
      assertThat(store.ask(Channels.LOG, new LogQuery(MEMBER, Position.START, 100)).ops())
          .isEqualTo(log);
      List<String> ids =
          List.of("sound-1", "sound-2", "sound-3", "sound-4", "last", "no-body", "of-a-newer-node");
      assertThat(store.ask(Channels.FACTS, new FactsQuery(ids, false)).facts())
          .extracting(fact -> fact.op().factId())
          .containsExactly("sound-1", "sound-2", "sound-3", "last", "of-a-newer-node");
    }
    assertThat(a.ask(Channels.RIGHTS, new RightsQuery("R-1")).byLine()).containsEntry(0, 5);
  }

  @Test
  void aLogThatBeginsWithSuchAnOpIsTrimmedLikeAnyOther() {
    write("VOID", "of-a-newer-node", voided("of-a-newer-node"));
    rewriteLast(text -> text.replace("{\"v\":1,", "{\"v\":2,"));
    for (int i = 0; i < SOME; i++) {
      write("VOID", "sound-" + i, voided("sound-" + i));
    }
    push();

    Position end = log.get(log.size() - 1).id().position();
    TrimOrder.Left left =
        a.ask(
            Channels.TRIM,
            new TrimOrder(MEMBER, Map.of(), end, Long.MAX_VALUE, 0, TrimOrder.AS_ACKNOWLEDGED));

    assertThat(left.removed()).isPositive();
  }

  /** The member speaks to A, by a way of its own. */
  private PushAnswer push() {
    FrameExchange member = new FrameExchange(MEMBER, new TestSeal("shared"), false);
    return await(
        member.ask(new ToA(a), StoreChannels.PUSH, a.bus().self(), new Push(MEMBER, log), SOON));
  }

  private record ToA(ReplicaStore a) implements FrameTransport {
    @Override
    public String name() {
      return "by hand";
    }

    @Override
    public Future<Buffer> carry(String address, StoreId to, Buffer frame, Duration timeout) {
      return a.bus().deliver(address, frame);
    }
  }

  private static LogHealth.Flaw flawOfMember(ReplicaStore store) {
    return store
        .status()
        .logs()
        .flaws()
        .byOrigin()
        .getOrDefault(MEMBER.value(), new LogHealth.Flaw(null, 0, 0, ""));
  }

  private void write(String kind, String id, String body, RightChange... rights) {
    SignedOp last = log.isEmpty() ? null : log.get(log.size() - 1);
    Op op =
        Op.builder()
            .id(new OpId(MEMBER, new Position(EPOCH, log.size() + 1)))
            .predecessor(last == null ? Position.START : last.id().position())
            .previousHash(last == null ? "" : OpCodec.hash(last.text()))
            .kind(kind)
            .factId(id)
            .atMillis(EPOCH)
            .rights(List.of(rights))
            .body(body)
            .build();
    log.add(signed(op.id(), OpCodec.encode(op)));
  }

  private void rewriteLast(java.util.function.UnaryOperator<String> change) {
    SignedOp last = log.remove(log.size() - 1);
    log.add(signed(last.id(), change.apply(last.text())));
  }

  private static SignedOp signed(OpId id, String text) {
    String mac = new TestSeal("shared").sign(text.getBytes(StandardCharsets.UTF_8));
    return new SignedOp(id, text, mac, 0);
  }

  private static String voided(String id) {
    return RecordCodec.toJson(new SaleVoid(id, Instant.EPOCH, "store-x", "R-" + id, "C-1"));
  }
}
