package io.tillwatch.edge.web.api;

import io.tillwatch.edge.web.answer.audit.AuditItemJson;
import io.tillwatch.edge.web.http.Query;
import java.time.Instant;

/**
 * Which entries of the audit trail are wanted; what is null excludes nothing.
 *
 * @param action what its name begins with
 * @param from from then on
 * @param to before then
 */
record AuditFilter(
    String actor, String action, String target, String storeId, Instant from, Instant to) {

  static AuditFilter read(Query query) {
    return new AuditFilter(
        query.text("actor"),
        query.text("action"),
        query.text("target"),
        query.text("storeId"),
        query.instant("from", null),
        query.instant("to", null));
  }

  boolean holds(AuditItemJson item) {
    return is(actor, item.actor())
        && (action == null || item.action().startsWith(action))
        && is(target, item.target())
        && is(storeId, item.storeId())
        && (from == null || !item.at().isBefore(from))
        && (to == null || item.at().isBefore(to));
  }

  private static boolean is(String wanted, String found) {
    return wanted == null || wanted.equals(found);
  }
}
