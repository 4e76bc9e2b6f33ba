package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.TreeMap;

/** Decisions as the audit export shows them: whole, without a card's token or a face. */
final class AuditJson {
  private AuditJson() {}

  /** A fact that decides something, or that tells who did what; empty for any other. */
  static Optional<JsonObject> of(StoredFact stored) {
    JsonObject body = body(stored.fact());
    return body == null
        ? Optional.empty()
        : Optional.of(
            new JsonObject()
                .put("kind", stored.op().kind())
                .put("id", stored.op().factId())
                .put("op", stored.op().id().toString())
                .put("previousOpHash", stored.op().previousHash())
                .mergeIn(body));
  }

  /** What each group of evidence weighs, and up to when other stores had been heard. */
  static JsonObject arithmetic(Assessment assessment) {
    JsonArray contributions = new JsonArray();
    assessment
        .contributions()
        .forEach(
            each ->
                contributions.add(
                    new JsonObject().put("group", each.group().name()).put("ppm", each.ppm())));
    JsonObject heard = new JsonObject();
    new TreeMap<>(assessment.heardUpTo()).forEach((store, at) -> heard.put(store, at.toString()));
    return new JsonObject().put("contributions", contributions).put("heardUpTo", heard);
  }

  private static JsonObject assessment(Assessment assessment) {
    return TransactionJson.assessment(assessment)
        .put("shadowReasons", TransactionJson.reasons(assessment.shadow()))
        .mergeIn(arithmetic(assessment));
  }

  private static JsonObject body(Record fact) {
    if (fact instanceof Posted posted) {
      return posted(posted);
    }
    if (fact instanceof FirstApproval first) {
      return at(first.at(), first.storeId(), first.by(), first.note()).put("of", first.of());
    }
    if (fact instanceof HeldDecision decided) {
      return at(decided.at(), decided.storeId(), decided.by(), decided.note())
          .put("of", decided.of())
          .put("outcome", decided.approve() ? "APPROVE" : "DECLINE");
    }
    if (fact instanceof Payout paid) {
      return at(paid.at(), paid.storeId(), paid.by(), null)
          .put("of", paid.of())
          .put("paidAt", paid.paidAt())
          .put("laneId", paid.laneId())
          .put("cashierId", paid.cashierId());
    }
    if (fact instanceof Resolution found) {
      return at(found.at(), found.storeId(), found.by(), found.note())
          .put("of", found.of())
          .put("outcome", found.outcome().name());
    }
    return who(fact);
  }

  private static JsonObject who(Record fact) {
    if (fact instanceof RuleSet rules) {
      return at(rules.at(), rules.storeId(), rules.by(), null).put("version", rules.version());
    }
    if (fact instanceof ListEntry listEntry) {
      return at(listEntry.at(), listEntry.storeId(), listEntry.by(), listEntry.reason())
          .put("list", listEntry.list().name())
          .put("customerId", listEntry.customerId());
    }
    if (fact instanceof AuditEntry entry) {
      return at(entry.at(), entry.storeId(), entry.actor(), entry.why())
          .put("action", entry.action())
          .put("target", entry.target())
          .put("from", entry.from());
    }
    return null;
  }

  private static JsonObject posted(Posted posted) {
    JsonObject json =
        new JsonObject()
            .put("at", posted.transaction().at().toString())
            .put("transaction", TransactionJson.transaction(TransactionView.fresh(posted)))
            .put("assessment", assessment(posted.assessment()))
            .put("scoredMicros", posted.scoredMicros());
    return posted instanceof PostedReturn refund
        ? json.put("refundMinor", refund.refundMinor()).put("grantId", refund.grantId())
        : json;
  }

  private static JsonObject at(java.time.Instant at, String storeId, String by, String note) {
    return new JsonObject()
        .put("at", at.toString())
        .put("storeId", storeId)
        .put("by", by)
        .put("note", note);
  }
}
