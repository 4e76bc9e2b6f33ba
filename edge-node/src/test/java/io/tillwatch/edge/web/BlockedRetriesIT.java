package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.TestStore;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often somebody tries, a look at the receipt reads no more than what moved goods. */
class BlockedRetriesIT {
  private static final int TRIES = 60;

  private WebStore store;
  private Http kiosk;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    kiosk = store.as(WebStore.KIOSK);
  }

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void keepsRefusedTriesOutOfWhatIsReadOfAReceipt() {
    String receipt = receiptWithTries();

    assertThat(facts(Indexes.receipt(receipt))).hasSize(1);
    assertThat(facts(Indexes.triesOf(Indexes.receipt(receipt)))).hasSize(TRIES);
    assertThat(store.as(WebStore.REVIEWER).get("/api/v1/transactions?status=BLOCKED").body())
        .contains(receipt);
    assertThat(kiosk.submit("/api/v1/returns", WebStore.refund("HONEST", receipt)).status())
        .isEqualTo(201);
    assertThat(facts(Indexes.receipt(receipt))).hasSize(2);
  }

  @Test
  void movesThoseThatAnOlderVersionLeftThere() {
    String receipt = receiptWithTries();
    List<StoredFact> tries = facts(Indexes.triesOf(Indexes.receipt(receipt)));
    putInto(Indexes.receipt(ReceiptNumber.key(receipt)), tries);
    assertThat(facts(Indexes.receipt(receipt))).hasSize(1 + TRIES);

    store.store().ask(Channels.TRIES_REPLAY, new FactPage(tries, null));

    assertThat(facts(Indexes.receipt(receipt))).hasSize(1);
    assertThat(facts(Indexes.triesOf(Indexes.receipt(receipt)))).hasSize(TRIES);
  }

  @Test
  void keepsRefusedTriesOutOfWhatIsReadOfTheReturnThatTheyRepeat() {
    String receipt = receipt();
    String held = held(receipt);
    for (int i = 0; i < TRIES; i++) {
      String again = WebStore.refund("BLOCK_" + i, receipt).replaceFirst("\\{", retry(held));
      assertThat(kiosk.submit("/api/v1/returns", again).status()).isEqualTo(201);
    }

    assertThat(facts(Indexes.about(held))).isEmpty();
    assertThat(facts(Indexes.triesOf(Indexes.receipt(receipt)))).hasSize(TRIES);
  }

  @Test
  void keepsThemOutThoughAnOlderVersionWroteThemAndMovesThoseItLeft() {
    String receipt = receipt();
    String held = held(receipt);
    kiosk.submit("/api/v1/returns", WebStore.refund("BLOCK", receipt));
    StoredFact refused = facts(Indexes.triesOf(Indexes.receipt(receipt))).get(0);
    for (int i = 0; i < TRIES; i++) {
      store.store().ask(Channels.COMMIT, Commit.of(asBefore(refused, "T-old-" + i, held)));
    }
    assertThat(facts(Indexes.about(held))).isEmpty();
    List<StoredFact> tries = facts(Indexes.triesOf(Indexes.about(held)));
    assertThat(tries).hasSize(TRIES);

    putInto(Indexes.about(held), tries);
    assertThat(facts(Indexes.about(held))).hasSize(TRIES);
    store.store().ask(Channels.TRIES_REPLAY, new FactPage(tries, null));
    assertThat(facts(Indexes.about(held))).isEmpty();
  }

  /** 15a32c4 let a refused try speak of the return that it repeats. */
  private static Draft asBefore(StoredFact refused, String id, String held) {
    return Draft.of(
            FactKind.RETURN, id, Instant.ofEpochMilli(refused.op().atMillis()), refused.fact())
        .about(List.of(held))
        .in(refused.op().indexes().stream().filter(name -> !Indexes.isReference(name)).toList())
        .build();
  }

  private String held(String receipt) {
    return kiosk
        .submit("/api/v1/returns", WebStore.refund("HOLD", receipt))
        .json()
        .getJsonObject("transaction")
        .getString("id");
  }

  private static String retry(String of) {
    return "{\"retryOf\":\"" + of + "\",";
  }

  private String receipt() {
    return kiosk
        .submit("/api/v1/sales", WebStore.sale("BUYER"))
        .json()
        .getJsonObject("transaction")
        .getString("receiptNumber");
  }

  private String receiptWithTries() {
    String receipt = receipt();
    for (int i = 0; i < TRIES; i++) {
      assertThat(kiosk.submit("/api/v1/returns", WebStore.refund("BLOCK_" + i, receipt)).status())
          .isEqualTo(201);
    }
    return receipt;
  }

  private void putInto(String index, List<StoredFact> tries) {
    TestStore inside = store.store();
    RedisLink redis = TestStore.await(RedisLink.open(inside.vertx(), inside.redis().endpoint()));
    for (StoredFact each : tries) {
      TestStore.await(
          redis.send(
              Request.cmd(Command.ZADD)
                  .arg("{tw}:index:" + index)
                  .arg(each.op().atMillis())
                  .arg(each.op().factId())));
    }
    TestStore.await(redis.close());
  }

  private List<StoredFact> facts(String index) {
    return TestStore.await(FactPages.all(store.store().bus(), index, false));
  }
}
