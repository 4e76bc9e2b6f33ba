package io.tillwatch.edge.web.api.audit;

import io.tillwatch.core.search.AuditCount;
import io.tillwatch.edge.web.answer.audit.AuditItemJson;
import io.tillwatch.edge.web.http.Query;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail are wanted; what is null excludes nothing.
 *
 * @param action what its name begins with
 * @param from from then on
 * @param to before then
 */
public record AuditFilter(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String target,
    @Nullable String storeId,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** As a request names them. */
  public static AuditFilter read(Query query) {
    return new AuditFilter(
        query.text("actor"),
        query.text("action"),
        query.text("target"),
        query.text("storeId"),
        query.optionalInstant("from"),
        query.optionalInstant("to"));
  }

  /** How many there are. */
  public AuditCount count() {
    return new AuditCount(actor, action, target, storeId, from, to);
  }

  /** Whether an entry is wanted. */
  public boolean matches(AuditItemJson item) {
    return is(actor, item.actor())
        && (action == null || item.action().startsWith(action))
        && is(target, item.target())
        && is(storeId, item.storeId())
        && (from == null || !item.at().isBefore(from))
        && (to == null || item.at().isBefore(to));
  }

  private static boolean is(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }
}
