package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.SaleRequest;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.Answers;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.redis.StoreRedis;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that starts with a long history sells at once and reads the history back meanwhile. The
 * long form: {@code -Dtillwatch.history=1000000 -DargLine=-Xmx512m}.
 */
class HistoryRebuildIT {
  private static final int EVENTS = Integer.getInteger("tillwatch.history", 20_000);
  private static final int BATCH = 1_000;
  private static final int CUSTOMERS = 100_000;
  private static final long SECOND = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Assessment HONEST =
      new Assessment(0, Decision.APPROVE, "3f1c2a9b8d7e", List.of(), List.of(), null);

  private final Instant from = Instant.now().minusSeconds(30L * EVENTS);

  @Test
  void sellsWhileItsHistoryIsReadBack(@TempDir Path dir) {
    try (TestNodes nodes = new TestNodes(dir, "store-a")) {
      try (StoreRedis redis = StoreRedis.start(nodes.config("store-a"))) {
        fill(redis.endpoint());
      }

      long began = System.nanoTime();
      EdgeNode node = nodes.start("store-a");
      long ready = System.nanoTime();
      Answer sold = await(node.bus().ask(Channels.SUBMIT, sale()));
      long sale = System.nanoTime();
      Await.until(
          "the history is complete",
          PATIENCE,
          () ->
              await(node.bus().ask(Channels.FRAUD_STATUS, new FraudStatus.Query()))
                  .historyComplete());
      long complete = System.nanoTime();

      assertThat(Answers.posted(sold).status()).isEqualTo(Posted.Status.COMPLETED);
      System.out.printf(
          "%,d events: ready after %,d ms, first sale %,d ms later, history complete %,d ms after"
              + " ready; heap %,d MB used of %,d MB%n",
          EVENTS,
          (ready - began) / 1_000_000,
          (sale - ready) / 1_000_000,
          (complete - ready) / 1_000_000,
          (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  /** Writes what another store did, as if it had been applied here. */
  private void fill(RedisEndpoint endpoint) {
    Vertx vertx = Vertx.vertx();
    RedisLink redis = await(RedisLink.open(vertx, endpoint));
    for (int start = 0; start < EVENTS; start += BATCH) {
      Request facts = Request.cmd(Command.MSET);
      Request all = Request.cmd(Command.ZADD).arg(RedisKeys.index(Indexes.FACTS));
      Request tx = Request.cmd(Command.ZADD).arg(RedisKeys.index(Indexes.TRANSACTIONS));
      for (int i = start; i < Math.min(EVENTS, start + BATCH); i++) {
        Posted posted = i % 8 == 7 ? refund(i) : sold(i);
        String id = posted.transaction().id();
        long at = posted.transaction().at().toEpochMilli();
        facts.arg(RedisKeys.fact(id)).arg(OpCodec.encode(op(i, posted, id, at)));
        all.arg(at).arg(id);
        tx.arg(at).arg(id);
      }
      await(redis.batch(List.of(facts, all, tx)));
    }
    await(redis.close());
    await(vertx.close());
  }

  private static Op op(int i, Posted posted, String id, long at) {
    FactKind kind = posted instanceof PostedSale ? FactKind.SALE : FactKind.RETURN;
    return Op.builder()
        .id(new OpId(new StoreId("store-b"), new Position(1, i + 1)))
        .predecessor(new Position(1, i))
        .previousHash("0123456789abcdef0123456789abcdef")
        .kind(kind.name())
        .factId(id)
        .atMillis(at)
        .hlc(at << 16)
        .indexes(List.of(Indexes.TRANSACTIONS))
        .stampedMicros(at * SECOND)
        .body(RecordCodec.toJson(posted))
        .build();
  }

  private PostedSale sold(int i) {
    Sale sale =
        Sale.builder()
            .id("tx_018f3c2d4e5f_%08x".formatted(i))
            .at(from.plusSeconds(30L * i))
            .storeId("store-b")
            .receiptNumber(receipt(i))
            .laneId("B-0" + i % 8)
            .cashierId("C-" + i % 40)
            .customerId("CU-" + i % CUSTOMERS)
            .currency("USD")
            .lines(List.of(new LineItem("SHIRT_001", 1, 2999, null, null)))
            .tender(new Tender(Tender.Type.CARD, "tok_" + i % CUSTOMERS, null))
            .photo(photo(i))
            .build();
    return new PostedSale(sale, HONEST, Posted.Status.COMPLETED, "ph_" + i, 40);
  }

  private PostedReturn refund(int i) {
    int of = i - 7;
    Return refund =
        Return.builder()
            .id("tx_018f3c2d4e5f_%08x".formatted(i))
            .at(from.plusSeconds(30L * i))
            .storeId("store-b")
            .receiptNumber(receipt(of))
            .laneId("B-0" + i % 8)
            .cashierId("C-" + i % 40)
            .customerId("CU-" + of % CUSTOMERS)
            .currency("USD")
            .lines(List.of(new LineItem("SHIRT_001", 1, 2999, null, LineItem.Condition.NEW)))
            .refundTender(new Tender(Tender.Type.CARD, "tok_" + of % CUSTOMERS, null))
            .photo(photo(i))
            .reason("CHANGED_MIND")
            .entry(Return.Entry.SCANNED)
            .originalCardPresent(true)
            .customerPresent(true)
            .build();
    return new PostedReturn(
        refund,
        HONEST,
        Posted.Status.COMPLETED,
        "ph_" + i,
        40,
        new PostedReturn.Payback(
            List.of(new LineQuantity(0, 1, 2999)), 2999, "store-b", null, false, false));
  }

  private static String receipt(int i) {
    return "B-%09d".formatted(i);
  }

  private static PhotoEvidence photo(int i) {
    String sha = "%064x".formatted(i * 2_654_435_761L);
    return new PhotoEvidence(sha, sha.substring(48), true, 82, 0.97, null);
  }

  private static Submission sale() {
    SaleRequest request =
        SaleRequest.builder()
            .laneId("A-01")
            .cashierId("C-17")
            .customerId("CU-1")
            .currency("USD")
            .lines(List.of(new LineItem("SHIRT_001", 1, 2999, null, null)))
            .tender(new Tender(Tender.Type.CASH, null, null))
            .build();
    return new Submission.OfSale(request, "till", "first-sale", "first-sale");
  }
}
