package io.tillwatch.edge.web;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.ledger.RightsQuery;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import io.tillwatch.edge.web.Http.Answer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One receipt, its number keyed and scanned in every way. */
@Tag("proof")
class ReceiptSpellingIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String HOME = "oslo-o1";
  private static final String AWAY = "store-b";

  private static final Map<String, UnaryOperator<String>> SPELLINGS = spellings();

  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, HOME, AWAY);
    nodes.start(HOME);
    nodes.start(AWAY);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void isRefundedOnceByItsOneRightHoweverItIsSpelledInWhateverStore() {
    for (String store : new String[] {HOME, AWAY}) {
      SPELLINGS.forEach(
          (how, spelling) -> {
            String printed = sell();
            awaitKnown(AWAY, printed);

            JsonObject paid = takeBack(store, spelling.apply(printed));
            JsonObject again = takeBack(store.equals(HOME) ? AWAY : HOME, printed);

            assertThat(status(paid)).as("%s in %s: %s", how, store, paid).isEqualTo("COMPLETED");
            assertThat(paid.getJsonObject("transaction").getString("receiptNumber"))
                .isEqualTo(printed);
            assertThat(status(again)).as(how).isEqualTo("BLOCKED");
            Await.until("one right is taken", SOON, () -> right(printed) == 0);
          });
    }
  }

  @Test
  void isLookedUpAndDisputedHoweverItIsSpelled() {
    SPELLINGS.forEach(
        (how, spelling) -> {
          String printed = sell();
          String typed = spelling.apply(printed);

          Answer found = http(HOME, "kiosk").get("/api/v1/receipts/" + encoded(typed));
          Answer disputed =
              http(HOME, "integration")
                  .post("/api/v1/disputes", new JsonObject().put("receiptNumber", typed).encode());

          assertThat(found.status()).as("%s: %s", how, found.body()).isEqualTo(200);
          assertThat(found.json().getJsonObject("transaction").getString("receiptNumber"))
              .isEqualTo(printed);
          assertThat(disputed.status()).as("%s: %s", how, disputed.body()).isEqualTo(201);
          assertThat(
                  http(HOME, "kiosk")
                      .get("/api/v1/receipts/" + printed)
                      .json()
                      .getBoolean("disputed"))
              .as(how)
              .isTrue();
        });
  }

  @Test
  void isFoundAsOneDoubleRefundWhereTwoStoresPaidTwoSpellingsWhileApart() {
    // Given a receipt that both know
    String printed = sell();
    awaitKnown(AWAY, printed);

    // When each pays it alone, by another spelling
    nodes.stop(HOME);
    awaitAlone(AWAY);
    JsonObject standIn = takeBack(AWAY, printed.toLowerCase(Locale.ROOT).replace("-", ""));
    assertThat(status(standIn)).isEqualTo("COMPLETED");
    nodes.stop(AWAY);
    nodes.start(HOME);
    awaitAlone(HOME);
    JsonObject atHome = takeBack(HOME, "]C1" + printed);
    assertThat(status(atHome)).isEqualTo("COMPLETED");
    nodes.start(AWAY);

    // Then both show one finding of what was paid too much
    String alert = "/api/v1/alerts/al_" + DoubleRefundFinding.idFor(printed, 0, 1);
    for (String store : new String[] {HOME, AWAY}) {
      Await.until(
          store + " shows it", SOON, () -> http(store, "reviewer").get(alert).status() == 200);
      JsonObject finding = http(store, "reviewer").get(alert).json().getJsonObject("finding");
      assertThat(finding.getInteger("overUnits")).isEqualTo(1);
      assertThat(finding.getLong("overMinor")).isEqualTo(2999);
    }
  }

  private static Map<String, UnaryOperator<String>> spellings() {
    Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
    ways.put("small letters", number -> number.toLowerCase(Locale.ROOT));
    ways.put("no dashes", number -> number.replace("-", ""));
    ways.put("a scanner's mark", number -> "]C1" + number);
    ways.put("blanks around", number -> "  " + number + " ");
    ways.put("blanks for dashes", number -> number.replace('-', ' '));
    ways.put("long dashes", number -> number.replace('-', '–'));
    ways.put("wide digits", ReceiptSpellingIT::wide);
    ways.put("O for 0", number -> number.replace('0', 'O'));
    ways.put("l for 1", number -> number.replace('1', 'l'));
    ways.put("0 for O", number -> number.replace('O', '0').replace('L', '1'));
    return ways;
  }

  private static String wide(String number) {
    StringBuilder wide = new StringBuilder();
    number.chars().forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c - '0' + '０' : c)));
    return wide.toString();
  }

  private String sell() {
    Answer sold =
        http(HOME, "kiosk")
            .submit(
                "/api/v1/sales",
                """
                {"laneId":"A-01","cashierId":"C-17","currency":"USD",
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                 "tender":{"type":"CASH"}}""");
    assertThat(sold.status()).as(sold.body()).isEqualTo(201);
    return sold.json().getJsonObject("transaction").getString("receiptNumber");
  }

  private JsonObject takeBack(String store, String typed) {
    Answer back =
        http(store, "kiosk")
            .submit(
                "/api/v1/returns",
                """
                {"laneId":"B-01","cashierId":"C-21","currency":"USD","receiptNumber":"%s",
                 "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
                 "refundTender":{"type":"CASH"}}"""
                    .formatted(typed));
    assertThat(back.status()).as("%s: %s", typed, back.body()).isEqualTo(201);
    return back.json();
  }

  private static String status(JsonObject answer) {
    return answer.getJsonObject("transaction").getString("status");
  }

  private int right(String receipt) {
    return await(nodes.node(HOME).bus().ask(Channels.RIGHTS, new RightsQuery(receipt)))
        .byLine()
        .get(0);
  }

  private void awaitKnown(String store, String receipt) {
    Await.until(
        store + " knows the receipt",
        SOON,
        () -> http(store, "kiosk").get("/api/v1/receipts/" + receipt).status() == 200);
  }

  private void awaitAlone(String store) {
    Await.until(
        store + " notices that it is alone",
        SOON,
        () ->
            await(nodes.node(store).bus().ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS))
                .peers()
                .stream()
                .noneMatch(peer -> peer.state() == PeerState.CONNECTED));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Http http(String store, String role) {
    return Http.of(nodes.config(store), role);
  }
}
