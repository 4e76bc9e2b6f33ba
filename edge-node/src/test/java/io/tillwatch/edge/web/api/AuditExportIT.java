package io.tillwatch.edge.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.ledger.AuditChain;
import io.tillwatch.edge.web.Http;
import io.tillwatch.edge.web.Http.Answer;
import io.tillwatch.edge.web.WebStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor takes away, out of a real ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExportIT {
  private WebStore store;
  private Http kiosk;
  private Http reviewer;

  @BeforeAll
  void start(@TempDir Path dir) throws IOException {
    store = new WebStore("store-a", dir);
    kiosk = store.as(WebStore.KIOSK);
    reviewer = store.as(WebStore.REVIEWER);
  }

  @AfterAll
  void stop() {
    store.close();
  }

  @Test
  void linksEveryDecisionWithHowItCameAboutAndGoesOnLater() {
    String receipt =
        transaction(kiosk.submit("/api/v1/sales", WebStore.sale("AUDIT")))
            .getString("receiptNumber");
    String held =
        transaction(kiosk.submit("/api/v1/returns", WebStore.refund("HOLD_AUDIT", receipt)))
            .getString("id");
    reviewer.post(
        "/api/v1/transactions/" + held + "/decision",
        "{\"outcome\":\"DECLINE\",\"note\":\"another face\"}");

    List<String> lines = export("");
    AuditChain chain = new AuditChain(AuditChain.GENESIS);
    lines.forEach(chain::follow);

    JsonObject end = new JsonObject(lines.get(lines.size() - 1));
    assertThat(new JsonObject(lines.get(0)).getString("kind")).isEqualTo("BEGIN");
    assertThat(end.getString("kind")).isEqualTo("END");
    assertThat(end.getInteger("lines")).isEqualTo(lines.size());
    JsonObject refund = line(lines, "RETURN", held);
    JsonObject assessment = refund.getJsonObject("assessment");
    assertThat(assessment.getString("rulesetVersion")).isEqualTo("test");
    assertThat(assessment.getJsonArray("reasons")).isNotEmpty();
    assertThat(assessment.getMap()).containsKeys("contributions", "heardUpTo", "mitigations");
    assertThat(refund.getInteger("scoredMicros")).isEqualTo(7);
    JsonObject decision = line(lines, "DECISION", "decision_" + held);
    assertThat(decision.getString("outcome")).isEqualTo("DECLINE");
    assertThat(decision.getString("by")).isEqualTo("reviewer-1");
    assertThat(String.join("", lines)).doesNotContain("tok_1");

    kiosk.submit("/api/v1/sales", WebStore.sale("LATER"));
    String from =
        "?cursor=" + end.getString("nextCursor") + "&previousHash=" + end.getString("hash");
    List<String> more = export(from);
    more.forEach(chain::follow);

    assertThat(more.get(0)).contains("\"prev\":\"" + end.getString("hash") + "\"");
    assertThat(String.join("", more)).contains("LATER").doesNotContain(held);
  }

  @Test
  void isRefusedToKiosksAndToWrongCursors() {
    assertThat(kiosk.get("/api/v1/audit/export").status()).isEqualTo(403);
    assertThat(reviewer.get("/api/v1/audit/export?previousHash=zz").status()).isEqualTo(422);
    String zeros = AuditChain.GENESIS;
    Answer unknown = reviewer.get("/api/v1/audit/export?cursor=none&previousHash=" + zeros);
    assertThat(unknown.status()).as(unknown.body()).isEqualTo(400);
  }

  private List<String> export(String query) {
    Answer answer = reviewer.get("/api/v1/audit/export" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
    return answer.body().lines().toList();
  }

  private static JsonObject line(List<String> lines, String kind, String id) {
    return lines.stream()
        .map(JsonObject::new)
        .filter(json -> kind.equals(json.getString("kind")) && id.equals(json.getString("id")))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject transaction(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getJsonObject("transaction");
  }
}
