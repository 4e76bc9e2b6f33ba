package io.tillwatch.edge.checkout;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.replication.DecommissionStatus;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.TestNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real nodes, one of which leaves the group, and comes back. */
class DecommissionIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private TestNodes nodes;

  @BeforeEach
  void start(@TempDir Path dir) {
    nodes = new TestNodes(dir, "store-a", "store-b", "store-c");
    nodes.start("store-a");
    nodes.start("store-b");
    nodes.start("store-c");
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  @Test
  void anHeirGrantsWhatAStoreThatLeftHadSoldAndWhatThatStoreLogsLaterIsKeptApart()
      throws Exception {
    String open = sell("store-c", "CU-1");
    String used = sell("store-c", "CU-2");
    awaitKnown(open);
    awaitKnown(used);
    assertThat(Answers.posted(refund("store-a", used, "CU-2")).status())
        .isEqualTo(Status.COMPLETED);
    refusesWhatCannotBe();
    nodes.stop("store-c");

    HttpResponse<String> asked = post("store-a", "admin", "store-c", "{\"heir\":\"store-b\"}");

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    awaitGone("store-a");
    awaitGone("store-b");
    assertThat(post("store-a", "admin", "store-c", "{\"heir\":\"store-b\"}").statusCode())
        .isEqualTo(202);
    assertThat(code(post("store-a", "admin", "store-c", "{\"heir\":\"store-a\"}")))
        .isEqualTo("ALREADY_DECOMMISSIONED");

    Answer granted = refund("store-a", open, "CU-1");
    PostedReturn posted = (PostedReturn) Answers.posted(granted);
    assertThat(posted.status()).isEqualTo(Status.COMPLETED);
    assertThat(posted.standIn()).isFalse();
    assertThat(grantor(posted.grantId())).isEqualTo("store-b");
    assertThat(Answers.posted(refund("store-b", open, "CU-1")).status()).isEqualTo(Status.BLOCKED);
    assertThat(Answers.posted(refund("store-b", used, "CU-2")).status()).isEqualTo(Status.BLOCKED);
    assertThat(status("store-a").peers())
        .filteredOn(peer -> peer.storeId().equals("store-c"))
        .as("what was committed since is not owed to a store that left")
        .allMatch(
            peer -> peer.progress().backlog() == 0 && peer.progress().oldestUnackedMillis() == 0);

    List<String> later = comesBackAlone();

    Await.until("it is told", SOON, () -> Answers.refusal(sellAt("store-c", "CU-9")) != null);
    assertThat(Answers.refusal(sellAt("store-c", "CU-9")).code())
        .isEqualTo(Refusal.Code.STORE_DECOMMISSIONED);
    assertThat(status("store-c").decommissions())
        .extracting(DecommissionStatus::storeId)
        .containsExactly("store-c");
    for (String store : List.of("store-a", "store-b")) {
      Await.until("what it sold is kept apart", SOON, () -> quarantined(store) >= later.size());
      for (String receipt : later) {
        assertThat(await(bus(store).ask(Channels.RECEIPT, new ReceiptQuery(receipt))).sale())
            .isNull();
      }
      assertThat(status(store).logs().positions().get("store-c"))
          .isEqualTo(status(store).decommissions().get(0).cutOff());
      assertThat(status(store).logs().conflicts()).isZero();
    }
  }

  /** It sells while nobody can tell it; then the others are back, and remember. */
  private List<String> comesBackAlone() {
    nodes.stop("store-a");
    nodes.stop("store-b");
    nodes.start("store-c");
    List<String> later = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      later.add(sell("store-c", "CU-later-" + i));
    }
    nodes.start("store-a");
    nodes.start("store-b");
    return later;
  }

  private void refusesWhatCannotBe() throws Exception {
    String heir = "{\"heir\":\"store-b\"}";
    assertThat(post("store-a", "reviewer", "store-c", heir).statusCode()).isEqualTo(403);
    HttpResponse<String> unknown = post("store-a", "admin", "store-x", heir);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(code(unknown)).isEqualTo("UNKNOWN_STORE");
    assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(post("store-a", "admin", "Not%20An%20Id", heir).statusCode()).isEqualTo(404);
    assertThat(code(post("store-a", "admin", "store-a", heir))).isEqualTo("OWN_STORE");
    assertThat(code(post("store-a", "admin", "store-b", heir))).isEqualTo("HEIR_IS_STORE");
    HttpResponse<String> stranger = post("store-a", "admin", "store-c", "{\"heir\":\"store-x\"}");
    assertThat(stranger.statusCode()).isEqualTo(422);
    assertThat(code(stranger)).isEqualTo("UNKNOWN_HEIR");
    for (String bad :
        List.of("{}", "{\"heir\":7}", "{\"heir\":\"UP\"}", heir.replace("}", ",\"x\":1}"))) {
      assertThat(post("store-a", "admin", "store-c", bad).statusCode()).as(bad).isEqualTo(422);
    }
    assertThat(status("store-a").decommissions()).isEmpty();
  }

  private void awaitGone(String store) {
    Await.until(
        "the store is gone at " + store,
        SOON,
        () -> status(store).decommissions().stream().anyMatch(DecommissionStatus::complete));
    assertThat(
            status(store).peers().stream()
                .filter(peer -> peer.storeId().equals("store-c"))
                .map(ReplicationStatus.Peer::state))
        .containsExactly(PeerState.REMOVED);
  }

  private String grantor(String grantId) {
    Await.until(
        "the grant is known at A",
        SOON,
        () ->
            !await(bus("store-a").ask(Channels.FACTS, FactsQuery.one(grantId))).facts().isEmpty());
    return await(bus("store-a").ask(Channels.FACTS, FactsQuery.one(grantId)))
        .facts()
        .get(0)
        .op()
        .id()
        .origin()
        .value();
  }

  private long quarantined(String store) {
    LogHealth.Flaw flaw = status(store).logs().flaws().byOrigin().get("store-c");
    return flaw == null ? 0 : flaw.quarantined();
  }

  private ReplicationStatus status(String store) {
    return await(bus(store).ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS));
  }

  private void awaitKnown(String receipt) {
    for (String store : List.of("store-a", "store-b")) {
      Await.until(
          store + " knows the receipt",
          SOON,
          () -> await(bus(store).ask(Channels.RECEIPT, new ReceiptQuery(receipt))).sale() != null);
    }
  }

  private Bus bus(String store) {
    return nodes.node(store).bus();
  }

  private String sell(String store, String customer) {
    return ((PostedSale) Answers.posted(sellAt(store, customer))).sale().receiptNumber();
  }

  private Answer sellAt(String store, String customer) {
    return await(bus(store).ask(Channels.SUBMIT, SampleVisits.shirtSold(customer, null)));
  }

  private Answer refund(String store, String receipt, String customer) {
    return await(
        bus(store).ask(Channels.SUBMIT, SampleVisits.shirtBack(receipt, customer, "C-21")));
  }

  private HttpResponse<String> post(String node, String role, String store, String body)
      throws IOException, InterruptedException {
    Path keys = nodes.config(node).dataDir().resolve("keys.json");
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/v1/stores/%s/decommission"
                .formatted(nodes.config(node).http().port(), store));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + JSON.readTree(keys.toFile()).get(role).asText())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String code(HttpResponse<String> response) throws IOException {
    JsonNode problem = JSON.readTree(response.body());
    return problem.path("code").asText();
  }
}
