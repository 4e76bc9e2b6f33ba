package io.tillwatch.edge.web.answer;

import static io.tillwatch.edge.support.FactExamples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.ledger.AuditChain;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.edge.codec.AnswerCodec;
import io.tillwatch.edge.support.ApiContract;
import io.tillwatch.edge.support.ExampleValues;
import io.tillwatch.edge.support.FactExamples;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.web.answer.alerts.AlertDetailJson;
import io.tillwatch.edge.web.answer.alerts.AlertJson;
import io.tillwatch.edge.web.answer.audit.AuditLineJson;
import org.junit.jupiter.api.Test;

/** What people's programs keep: lines of the audit export, and alerts with all that is shown. */
class GoldenApiTest {
  private static final CardFingerprints CARDS = CardFingerprints.by(new TestSeal("shared"));
  private static final TransactionView SALE =
      TransactionView.ofSale((PostedSale) FactExamples.of(FactKind.SALE).get(0), true);

  @Test
  void theLinesOfTheAuditExportStay() {
    AuditChain written = new AuditChain(AuditChain.GENESIS);
    StringBuilder lines = new StringBuilder();
    for (FactKind kind : FactKind.values()) {
      for (Record example : FactExamples.of(kind)) {
        AuditLineJson.of(stored(kind, example))
            .ifPresent(line -> lines.append(written.link(AnswerCodec.toJson(line))).append('\n'));
      }
    }
    GoldenFile file = new GoldenFile("audit.ndjson");

    file.pins(lines.toString());

    AuditChain read = new AuditChain(AuditChain.GENESIS);
    file.text().lines().forEach(read::follow);
    assertThat(read.last()).isEqualTo(written.last());
  }

  @Test
  void theAlertOfAReturnStays() {
    StoredFact held =
        stored(
            FactKind.RETURN,
            FactExamples.of(FactKind.RETURN).get(0),
            FactKind.CLAIM,
            FactKind.FIRST_APPROVAL,
            FactKind.DECISION,
            FactKind.PAYOUT,
            FactKind.RESOLUTION);
    AlertView alert = AlertView.of(held, ExampleValues.AT).orElseThrow();

    new GoldenFile("alerts/return-item.json").pins(AnswerCodec.toJson(AlertJson.of(alert, CARDS)));
    pinsDetail("return", AlertDetailJson.of(alert, SALE, 95_000L, null, CARDS));
  }

  @Test
  void theAlertOfAFindingStays() {
    AlertView bare = AlertView.of(finding(0), ExampleValues.AT).orElseThrow();
    TransactionView refund =
        TransactionView.of(stored(FactKind.RETURN, FactExamples.of(FactKind.RETURN).get(0)))
            .orElseThrow();

    pinsDetail("finding", AlertDetailJson.of(bare.with(refund), SALE, 0L, null, CARDS));
    pinsDetail("finding-alone", AlertDetailJson.of(bare, null, null, null, CARDS));
  }

  @Test
  void theAlertOfAReturnOfNoReceiptStays() {
    AlertView alert = AlertView.of(finding(1), ExampleValues.AT).orElseThrow();

    new GoldenFile("alerts/whole-return.json").pins(AnswerCodec.toJson(AlertJson.of(alert, CARDS)));
  }

  private static void pinsDetail(String name, AlertDetailJson alert) {
    new GoldenFile("alerts/" + name + ".json").pins(AnswerCodec.toJson(alert));
    ApiContract.check(
        "GET", "/api/v1/alerts/al_1", 200, "application/json", AnswerCodec.toJson(alert));
  }

  private static StoredFact finding(int example) {
    return stored(FactKind.FINDING, FactExamples.of(FactKind.FINDING).get(example));
  }
}
