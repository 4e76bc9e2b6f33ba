package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.Resolution;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Alerts as the API shows them. */
public final class AlertJson {
  private AlertJson() {}

  /** An item of the alert list. */
  public static JsonObject item(AlertView alert) {
    TransactionView view = alert.transaction();
    Resolution verdict = alert.verdict();
    JsonObject json =
        view == null
            ? new JsonObject()
                .putNull("transaction")
                .putNull("refundMinor")
                .putNull("reference")
                .putNull("settlement")
            : TransactionJson.core(view);
    if (alert.finding() != null) {
      json.put("assessment", assessment(alert.finding())).put("finding", finding(alert.finding()));
    }
    return json.put("id", alert.id())
        .put("createdAt", alert.createdAt().toString())
        .put("storeId", alert.storeId())
        .put("kind", alert.kind())
        .put("status", alert.status().name())
        .put("claimedBy", alert.claimedBy())
        .put("outcome", verdict == null ? null : verdict.outcome().name())
        .put("conflict", alert.conflict())
        .put("amountMinor", alert.amountMinor())
        .put("currency", view == null ? null : view.posted().transaction().currency())
        .put("originalStoreId", alert.originalStoreId());
  }

  /** What the merged history shows, in the words of a judgement. */
  private static JsonObject assessment(DoubleRefundFinding finding) {
    List<Evidence> evidence = new ArrayList<>();
    if (finding.receipt() != null) {
      boolean whole = finding.line() == DoubleRefundFinding.WHOLE_RETURN;
      String ref = whole ? finding.receipt() : finding.receipt() + "#" + finding.line();
      evidence.add(new Evidence(whole ? "receipt" : "receiptLine", ref, null));
    }
    finding.returns().forEach(id -> evidence.add(new Evidence("transaction", id, null)));
    int score = finding.kind().score();
    Reason reason = new Reason(finding.kind().name(), score, finding.kind().message(), evidence);
    return TransactionJson.assessment(
        new Assessment(score, Decision.BLOCK, "ledger", List.of(reason), List.of(), null));
  }

  private static JsonObject finding(DoubleRefundFinding finding) {
    return new JsonObject()
        .put("receiptNumber", finding.receipt())
        .put("line", finding.line() == DoubleRefundFinding.WHOLE_RETURN ? null : finding.line())
        .put("returns", new JsonArray(finding.returns()))
        .put("overUnits", finding.overUnits())
        .put("overMinor", finding.overMinor());
  }

  /**
   * An alert with its evidence.
   *
   * @param sale what was to be returned, or null where it is unknown
   */
  static JsonObject detail(AlertView alert, TransactionView sale) {
    Posted posted = alert.transaction() == null ? null : alert.transaction().posted();
    JsonArray timeline = new JsonArray();
    alert.timeline().forEach(step -> timeline.add(step(step)));
    JsonArray resolutions = new JsonArray();
    alert.resolutions().forEach(found -> resolutions.add(resolution(found)));
    return item(alert)
        .put("sale", sale == null ? null : TransactionJson.transaction(sale))
        .put(
            "photos",
            new JsonObject()
                .put("sale", sale == null ? null : sale.posted().photoId())
                .put("return", posted == null ? null : posted.photoId()))
        .put(
            "shadowReasons",
            TransactionJson.reasons(posted == null ? List.of() : posted.assessment().shadow()))
        .put("arithmetic", posted == null ? null : AuditJson.arithmetic(posted.assessment()))
        .put("timeline", timeline)
        .put("resolutions", resolutions);
  }

  private static JsonObject step(AlertView.Step step) {
    return new JsonObject()
        .put("at", step.at().toString())
        .put("storeId", step.storeId())
        .put("what", step.what())
        .put("by", step.by())
        .put("note", step.note());
  }

  private static JsonObject resolution(Resolution found) {
    return new JsonObject()
        .put("outcome", found.outcome().name())
        .put("note", found.note())
        .put("by", found.by())
        .put("at", found.at().toString())
        .put("storeId", found.storeId());
  }
}
