package io.tillwatch.edge;

import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Runs the code of a sale before the HTTP port opens, so that the first customer does not wait for
 * classes to load. It judges and encodes a sale that is committed nowhere. It commits the audit
 * entry of the start, which opens the log's epoch.
 */
final class Warmup {
  /** Tests start hundreds of nodes in one JVM, which is warm. */
  private static final int ROUNDS = Integer.getInteger("tillwatch.warmUpRounds", 500);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Bus bus;
  private final InstantSource time;
  private final List<StoreId> stores;

  /**
   * @param stores whose nodes are asked, where they run already, to warm the way between them; this
   *     one may be among them and is left out: no run of a node agrees on a session with itself
   */
  Warmup(Bus bus, InstantSource time, List<StoreId> stores) {
    this.bus = bus;
    this.time = time;
    this.stores = stores.stream().filter(store -> !store.equals(bus.self())).toList();
  }

  Future<Void> run(Vertx vertx) {
    Sale sale = sale();
    Commit started = Commit.of(noted(AuditEntry.NODE_STARTED));
    return judge(sale, ROUNDS)
        .compose(judged -> judge(refund(sale), ROUNDS).map(judged))
        .compose(judged -> vertx.executeBlocking(() -> encode(sale, judged)))
        .compose(done -> bus.ask(Channels.COMMIT, started))
        .compose(done -> repeat(ROUNDS, () -> bus.ask(Channels.COMMIT, started)))
        .compose(done -> bus.ask(Channels.LOG, new LogQuery(bus.self(), Position.START, 1)))
        .compose(log -> apply(log.ops()));
  }

  /**
   * Ops that are known already: they are read, checked and found to be duplicates, and pulled over
   * the bus from every other store.
   */
  private Future<Void> apply(List<SignedOp> known) {
    ApplyBatch again = new ApplyBatch(bus.self(), known);
    return Future.join(stores.stream().map(this::pull).toList())
        .otherwiseEmpty()
        .compose(done -> repeat(ROUNDS, () -> bus.ask(Channels.APPLY, again)));
  }

  /** The way to a store and back; one that does not run yet is left out. */
  private Future<Void> pull(StoreId store) {
    Pull pull = new Pull(bus.self(), store, Position.START, 1);
    return repeat(ROUNDS, () -> bus.ask(StoreChannels.PULL, store, pull, PATIENCE));
  }

  private static Future<Void> repeat(int rounds, Supplier<Future<?>> step) {
    Future<Void> once = step.get().mapEmpty();
    return rounds == 1 ? once : once.compose(done -> repeat(rounds - 1, step));
  }

  private Future<ReturnAssessment> judge(Transaction transaction, int rounds) {
    Future<ReturnAssessment> judged =
        bus.ask(Channels.ASSESS, new AssessRequest(transaction, RightOutcome.NONE));
    return rounds == 1 ? judged : judged.compose(once -> judge(transaction, rounds - 1));
  }

  /** Writes down that the HTTP port is open: from here on there are customers. */
  Future<Void> opened() {
    return bus.ask(Channels.COMMIT, Commit.of(noted(AuditEntry.NODE_OPENED))).mapEmpty();
  }

  private Draft noted(String action) {
    Instant now = time.instant();
    String store = bus.self().value();
    String id = action.toLowerCase(Locale.ROOT) + "_" + store + "_" + now.toEpochMilli();
    AuditEntry entry = new AuditEntry(id, now, store, "node", action, store, null);
    return Draft.of(FactKind.AUDIT, id, now, entry).in(List.of(Indexes.AUDIT)).build();
  }

  private int encode(Sale sale, ReturnAssessment judged) {
    int length = 0;
    for (FactKind kind : FactKind.values()) {
      length += readNothing(kind);
    }
    for (int round = 0; round < ROUNDS; round++) {
      PostedSale posted = new PostedSale(sale, judged.assessment(), Status.COMPLETED, null, round);
      Op op =
          Op.builder()
              .id(new OpId(bus.self(), new Position(1, 1 + round)))
              .predecessor(new Position(1, round))
              .previousHash("")
              .kind(FactKind.SALE.name())
              .factId(sale.id())
              .indexes(List.of(Indexes.TRANSACTIONS))
              .body(RecordCodec.toJson(posted))
              .build();
      String text = OpCodec.encode(op);
      bus.seal().sign(RecordCodec.toBytes(posted));
      length += OpCodec.hash(text).length();
      length += RecordCodec.fromJson(OpCodec.decode(text).body(), PostedSale.class).hashCode() & 1;
    }
    return length;
  }

  /** The first fact of a kind would wait until its reader is made. */
  private static int readNothing(FactKind kind) {
    try {
      return RecordCodec.fromJson("{}", kind.body()) == null ? 0 : 1;
    } catch (IllegalArgumentException incomplete) {
      return 0;
    }
  }

  private Sale sale() {
    return Sale.builder()
        .id("warmup")
        .at(time.instant())
        .storeId(bus.self().value())
        .receiptNumber("WARMUP")
        .laneId("warmup")
        .currency("USD")
        .lines(List.of(new LineItem("WARMUP", 1, 1, null, null)))
        .tender(new Tender(Tender.Type.CASH, null, null))
        .build();
  }

  private Return refund(Sale sale) {
    return Return.builder()
        .id("warmup-return")
        .at(sale.at())
        .storeId(sale.storeId())
        .receiptNumber(sale.receiptNumber())
        .laneId(sale.laneId())
        .customerId("warmup")
        .currency(sale.currency())
        .lines(sale.lines())
        .refundTender(sale.tender())
        .build();
  }
}
