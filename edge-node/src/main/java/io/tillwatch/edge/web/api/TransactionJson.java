package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Transactions and assessments as the API shows them. */
public final class TransactionJson {
  private TransactionJson() {}

  /**
   * The answer to a till.
   *
   * @param showsCustomers whether customers may see the till's screen
   */
  static JsonObject answer(Answer.Recorded answer, boolean showsCustomers) {
    Posted posted = answer.posted();
    TransactionView view = TransactionView.fresh(posted);
    JsonObject trace = new JsonObject();
    if (!showsCustomers) {
      trace.put("scoredMicros", posted.scoredMicros());
    }
    trace.put("committedMicros", answer.committedMicros());
    return (showsCustomers ? forCustomers(core(view), view) : core(view)).put("trace", trace);
  }

  /** An item of the transaction list. */
  public static JsonObject item(TransactionView view) {
    return core(view).put("decision", decision(view)).put("payout", payout(view.payout()));
  }

  /** The same for a lane: what reviewers wrote is not a till's to read. */
  static JsonObject itemForTill(TransactionView view) {
    JsonObject item = core(view).put("payout", payout(view.payout()));
    item.getJsonObject("transaction").remove("firstApproval");
    return item;
  }

  /** The same for a page of a lane that customers can see: no score, no reason. */
  public static JsonObject itemForPage(TransactionView view) {
    return forCustomers(itemForTill(view), view);
  }

  /** Without scores and reasons, and without who the purchaser is: another may hold the receipt. */
  private static JsonObject forCustomers(JsonObject item, TransactionView view) {
    Assessment assessment = view.posted().assessment();
    withoutPurchaser(item.getJsonObject("transaction"));
    return item.put(
        "assessment",
        new JsonObject()
            .put("decision", assessment.decision().name())
            .put("remedy", remedy(assessment)));
  }

  /** A transaction without the customer's number and photo. */
  static JsonObject withoutPurchaser(JsonObject transaction) {
    return transaction.putNull("customerId").putNull("photoId");
  }

  /** Transaction, assessment, what is paid back, whether it was, and what recalls it. */
  static JsonObject core(TransactionView view) {
    return new JsonObject()
        .put("transaction", transaction(view))
        .put("assessment", assessment(view.posted().assessment()))
        .put("refundMinor", view.refundMinor())
        .put("reference", view.posted().reference())
        .put("settlement", view.settlement().name());
  }

  static JsonObject transaction(TransactionView view) {
    Posted posted = view.posted();
    Transaction transaction = posted.transaction();
    JsonObject json =
        new JsonObject()
            .put("id", transaction.id())
            .put("type", posted instanceof PostedSale ? "SALE" : "RETURN")
            .put("storeId", transaction.storeId())
            .put("receiptNumber", transaction.receiptNumber())
            .put("status", view.status().name())
            .put("totalMinor", transaction.totalMinor())
            .put("currency", transaction.currency())
            .put("customerId", transaction.customerId())
            .put("photoId", posted.photoId())
            .put("occurredAt", transaction.at().toString())
            .put("laneId", transaction.laneId())
            .put("cashierId", transaction.cashierId())
            .put("lines", lines(transaction.lines()))
            .put("voided", view.voided())
            .put("pendingRefundMinor", view.pendingMinor())
            .put("firstApproval", first(view.firstApproval()));
    if (transaction instanceof Sale sale) {
      json.put("tender", tender(sale.tender())).put("giftReceipt", sale.giftReceipt());
    } else if (transaction instanceof Return refund) {
      addReturn(json, refund, (PostedReturn) posted);
    }
    return json;
  }

  static JsonObject assessment(Assessment assessment) {
    return new JsonObject()
        .put("score", assessment.score())
        .put("decision", assessment.decision().name())
        .put("rulesetVersion", assessment.rulesetVersion())
        .put("reasons", reasons(assessment.reasons()))
        .put("mitigations", new JsonArray(assessment.mitigations()))
        .put("remedy", remedy(assessment));
  }

  private static String remedy(Assessment assessment) {
    return assessment.remedy() == null ? null : assessment.remedy().name();
  }

  static JsonArray reasons(List<Reason> reasons) {
    JsonArray list = new JsonArray();
    for (Reason reason : reasons) {
      JsonArray evidence = new JsonArray();
      reason
          .evidence()
          .forEach(
              each ->
                  evidence.add(
                      new JsonObject()
                          .put("type", each.type())
                          .put("ref", each.ref())
                          .put("detail", each.detail())));
      list.add(
          new JsonObject()
              .put("code", reason.code())
              .put("points", reason.points())
              .put("message", reason.message())
              .put("evidence", evidence));
    }
    return list;
  }

  private static void addReturn(JsonObject json, Return refund, PostedReturn posted) {
    json.put("refundTender", tender(refund.refundTender()))
        .put("reason", refund.reason())
        .put("retryOf", refund.retryOf())
        .put("supervisorId", refund.supervisorId())
        .put("originalStoreId", posted.home())
        .put("standIn", posted.standIn());
  }

  /** The first of two approvals; the return waits for the second. */
  private static JsonObject first(FirstApproval approval) {
    return approval == null
        ? null
        : new JsonObject()
            .put("by", approval.by())
            .put("note", approval.note())
            .put("at", approval.at().toString());
  }

  private static JsonObject decision(TransactionView view) {
    var decision = view.decision();
    return decision == null
        ? null
        : new JsonObject()
            .put("outcome", decision.approve() ? "APPROVE" : "DECLINE")
            .put("note", decision.note())
            .put("by", decision.by())
            .put("at", decision.at().toString());
  }

  private static JsonObject payout(Payout payout) {
    return payout == null
        ? null
        : new JsonObject()
            .put("at", payout.at().toString())
            .put("storeId", payout.paidAt())
            .put("laneId", payout.laneId())
            .put("cashierId", payout.cashierId());
  }

  private static JsonArray lines(List<LineItem> lines) {
    JsonArray list = new JsonArray();
    for (LineItem line : lines) {
      JsonObject json =
          new JsonObject()
              .put("sku", line.sku())
              .put("quantity", line.quantity())
              .put("unitPriceMinor", line.unitPriceMinor());
      if (line.serial() != null) {
        json.put("serial", line.serial());
      }
      if (line.condition() != null) {
        json.put("condition", line.condition().name());
      }
      list.add(json);
    }
    return list;
  }

  /** Only the kind: a token is the payer's. */
  private static JsonObject tender(Tender tender) {
    return tender == null ? null : new JsonObject().put("type", tender.type().name());
  }
}
