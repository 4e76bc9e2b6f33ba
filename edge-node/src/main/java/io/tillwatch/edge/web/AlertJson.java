package io.tillwatch.edge.web;

import io.tillwatch.edge.alerts.model.AlertView;
import io.tillwatch.edge.checkout.model.Resolution;
import io.tillwatch.edge.checkout.model.TransactionView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Alerts as the API shows them. */
final class AlertJson {
  private AlertJson() {}

  /** An item of the alert list. */
  static JsonObject item(AlertView alert) {
    TransactionView view = alert.transaction();
    Resolution verdict = alert.verdict();
    return TransactionJson.core(view)
        .put("id", alert.id())
        .put("createdAt", alert.createdAt().toString())
        .put("storeId", view.posted().transaction().storeId())
        .put("kind", "TRANSACTION")
        .put("status", alert.status().name())
        .put("claimedBy", alert.claimedBy())
        .put("outcome", verdict == null ? null : verdict.outcome().name())
        .put("conflict", alert.conflict())
        .put("amountMinor", alert.amountMinor())
        .put("currency", view.posted().transaction().currency())
        .put("originalStoreId", alert.originalStoreId());
  }

  /**
   * An alert with its evidence.
   *
   * @param sale what was to be returned, or null where it is unknown
   */
  static JsonObject detail(AlertView alert, TransactionView sale) {
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
                .put("return", alert.transaction().posted().photoId()))
        .put(
            "shadowReasons",
            TransactionJson.reasons(alert.transaction().posted().assessment().shadow()))
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
