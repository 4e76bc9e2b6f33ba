package io.tillwatch.edge.web;

import static io.tillwatch.edge.support.TestStore.await;
import static io.tillwatch.edge.web.WebStore.INTEGRATION;
import static io.tillwatch.edge.web.WebStore.KIOSK;
import static io.tillwatch.edge.web.WebStore.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.ApplyBatch;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.Reference;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.ledger.ReplayVerticle;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What recalls a transaction: made at its commit, found by whoever may read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceIT {
  private static final String PATH = "/api/v1/transactions?reference=";

  private WebStore store;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void everyAnswerHasAReferenceOfItsOwnThatRecallsIt() {
    Set<String> seen = new HashSet<>();
    for (String customer : List.of("CU-1", "CU-2", "HOLD-1", "BLOCK-1")) {
      JsonObject sold = sell(customer);
      JsonObject back = takeBack(customer, null);
      for (JsonObject answer : List.of(sold, back)) {
        String reference = answer.getString("reference");
        assertThat(reference).matches("[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(seen.add(reference)).isTrue();
        JsonObject found = only(get(REVIEWER, reference));
        assertThat(id(found)).isEqualTo(id(answer));
        assertThat(found.getString("reference")).isEqualTo(reference);
        assertThat(found.getString("settlement")).isEqualTo(answer.getString("settlement"));
      }
      assertThat(sold.getString("settlement")).isEqualTo("NONE");
    }
    assertThat(takeBack("CU-1", null).getString("settlement")).isEqualTo("PAID");
    assertThat(takeBack("HOLD-1", null).getString("settlement")).isEqualTo("WAITING");
    assertThat(takeBack("BLOCK-1", null).getString("settlement")).isEqualTo("NONE");
  }

  @Test
  void theSameKeyAnswersTheSameReference() {
    Http kiosk = store.as(KIOSK);
    String body = WebStore.refund("HOLD-again", "R-9");

    Answer first = kiosk.submit("/api/v1/returns", body, "again-1");
    Answer again = kiosk.submit("/api/v1/returns", body, "again-1");

    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json().getString("reference")).isEqualTo(first.json().getString("reference"));
  }

  @Test
  void isReadAsSomebodyTypesIt() {
    JsonObject sold = sell("CU-typed");
    String reference = sold.getString("reference");
    String read =
        reference.substring(0, 4).toLowerCase() + " - " + reference.substring(4).toLowerCase();
    String misread = " " + reference.replace('0', 'o').replace('1', 'l') + " ";

    for (String typed : List.of(reference, read, misread, misread.replace('l', 'I'))) {
      assertThat(id(only(get(KIOSK, typed)))).as(typed).isEqualTo(id(sold));
    }
  }

  @Test
  void recallsNothingThatNobodyMadeAndRefusesWhatIsNoReference() {
    assertThat(get(KIOSK, "ZZZZZZZZ").json().getJsonArray("items")).isEmpty();
    for (String none : List.of("ZZZZZZZ", "ZZZZZZZZZ", "UUUUUUUU", "*")) {
      Answer refused = get(KIOSK, none);
      assertThat(refused.status()).as(none).isEqualTo(422);
      assertThat(refused.body()).contains("?reference");
    }
    assertThat(store.as(KIOSK).get(PATH + "ZZZZZZZZ&reference=ZZZZZZZZ").status()).isEqualTo(422);
  }

  @Test
  void aKioskRecallsOneTransactionAndListsNone() {
    JsonObject held = takeBack("HOLD-kiosk", null);
    String reference = held.getString("reference");
    store
        .as(REVIEWER)
        .post(
            "/api/v1/transactions/" + id(held) + "/decision",
            "{\"outcome\":\"APPROVE\",\"note\":\"looked like a thief, was not\"}");

    for (String query : List.of("", "?customerId=HOLD-kiosk", "?status=HELD", "?reference=")) {
      assertThat(store.as(KIOSK).get("/api/v1/transactions" + query).status())
          .as(query)
          .isEqualTo(403);
    }
    assertThat(store.anonymous().get(PATH + reference).status()).isEqualTo(401);
    assertThat(get(KIOSK, reference).body())
        .contains("\"score\":70")
        .doesNotContain("thief")
        .doesNotContain("reviewer-1");
    assertThat(get(REVIEWER, reference).body()).contains("thief");
    assertThat(get(INTEGRATION, reference).status()).isEqualTo(200);
  }

  @Test
  void aPageOfAKioskReadsDecisionAndRemedyAlone() {
    JsonObject held = takeBack("HOLD-page", null);
    Answer signedIn =
        store.anonymous().post("/api/v1/session", "{\"page\":\"kiosk\",\"key\":\"" + KIOSK + "\"}");
    String cookie = signedIn.header("Set-Cookie").split(";")[0];

    Answer recalled =
        Http.send(
            store
                .anonymous()
                .request(PATH + held.getString("reference"))
                .header("Cookie", cookie)
                .header("X-Tillwatch-Page", "kiosk")
                .GET());

    JsonObject item = only(recalled);
    assertThat(item.getJsonObject("assessment").fieldNames())
        .containsExactlyInAnyOrder("decision", "remedy");
    assertThat(item.getString("settlement")).isEqualTo("WAITING");
    assertThat(recalled.body()).doesNotContain("PHOTO_MISSING").doesNotContain("score");
  }

  @Test
  void theOtherFiltersHoldBesideIt() {
    JsonObject sold = sell("CU-filter");
    String reference = sold.getString("reference");

    for (String other : List.of("type=RETURN", "customerId=CU-other", "status=HELD", "storeId=x")) {
      assertThat(get(REVIEWER, reference + "&" + other).json().getJsonArray("items"))
          .as(other)
          .isEmpty();
    }
    String all = "&type=SALE&customerId=CU-filter&status=COMPLETED&storeId=store-a";
    assertThat(store.as(REVIEWER).get(PATH + reference + all).json().getJsonArray("items"))
        .hasSize(1);
  }

  @Test
  void findsWhatAnOlderNodeSendsByTheReferenceThatFollowsFromItsId() {
    String id = id(sell("CU-older"));
    String oldId = "tx_of_older_node";
    SignedOp old = asOfOlderNode(id, oldId);

    store.store().ask(Channels.APPLY, new ApplyBatch(new StoreId("store-o"), List.of(old)));

    JsonObject found = only(get(KIOSK, Reference.of(oldId)));
    assertThat(id(found)).isEqualTo(oldId);
    assertThat(found.getString("reference")).isEqualTo(Reference.of(oldId));
  }

  @Test
  void findsWhatAnOlderNodeLeftInThisRedis() {
    JsonObject sold = sell("CU-left");
    String index = "{tw}:index:" + Indexes.reference(sold.getString("reference"));
    String fact = "{tw}:fact:" + id(sold);
    RedisLink redis =
        await(RedisLink.open(store.store().vertx(), store.store().redis().endpoint()));
    Op op = op(id(sold));
    String text = OpCodec.encode(older(op, op.id(), op.predecessor(), op.previousHash(), id(sold)));
    await(redis.send(Request.cmd(Command.SET).arg(fact).arg(text)));
    await(redis.send(Request.cmd(Command.DEL).arg(index)));
    String derived = Reference.of(id(sold));
    assertThat(get(KIOSK, derived).json().getJsonArray("items")).isEmpty();

    await(
        store
            .store()
            .vertx()
            .deployVerticle(
                new ReplayVerticle(store.store().bus(), List.of(Channels.REFERENCES_REPLAY))));

    assertThat(id(only(get(KIOSK, derived)))).isEqualTo(id(sold));
  }

  private SignedOp asOfOlderNode(String like, String id) {
    OpId first = new OpId(new StoreId("store-o"), new Position(1, 1));
    String text = OpCodec.encode(older(op(like), first, Position.START, "", id));
    String mac = new TestSeal("shared").sign(text.getBytes(StandardCharsets.UTF_8));
    return new SignedOp(first, text, mac, 0);
  }

  private Op op(String id) {
    return store.store().ask(Channels.FACTS, FactsQuery.one(id)).facts().get(0).op();
  }

  /** The op as 15a32c4 writes it: without a reference in the fact and among the indexes. */
  private static Op older(Op op, OpId at, Position behind, String previousHash, String id) {
    JsonObject body = new JsonObject(op.body());
    body.remove("reference");
    body.getJsonObject("sale").put("id", id);
    return Op.builder()
        .id(at)
        .predecessor(behind)
        .previousHash(previousHash)
        .kind(op.kind())
        .factId(id)
        .atMillis(op.atMillis())
        .hlc(op.hlc())
        .dependsOn(op.dependsOn())
        .indexes(op.indexes().stream().filter(name -> !name.startsWith("reference:")).toList())
        .stampedMicros(op.stampedMicros())
        .body(body.encode())
        .build();
  }

  private JsonObject sell(String customer) {
    return store.as(KIOSK).submit("/api/v1/sales", WebStore.sale(customer)).json();
  }

  private JsonObject takeBack(String customer, String receipt) {
    String body = WebStore.refund(customer, String.valueOf(receipt));
    String withoutReceipt = body.replace("\"receiptNumber\":\"null\",", "");
    return store.as(KIOSK).submit("/api/v1/returns", withoutReceipt).json();
  }

  private Answer get(String key, String reference) {
    String[] parts = reference.split("&", 2);
    String rest = parts.length == 1 ? "" : "&" + parts[1];
    return store.as(key).get(PATH + URLEncoder.encode(parts[0], StandardCharsets.UTF_8) + rest);
  }

  private static JsonObject only(Answer answer) {
    JsonArray items = answer.json().getJsonArray("items");
    assertThat(items).as(answer.body()).hasSize(1);
    return items.getJsonObject(0);
  }

  private static String id(JsonObject item) {
    return item.getJsonObject("transaction").getString("id");
  }
}
