package io.tillwatch.core.checkout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first of two reviewers approves a held return that one alone may not; nothing is paid yet.
 *
 * @param of id of the return
 * @param by who approved; the second must be somebody else
 */
public record FirstApproval(
    String id, Instant at, String storeId, String of, @Nullable String note, String by) {

  /** The one id that the first approval of a return can have. */
  public static String idFor(String returnId) {
    return "approval_" + returnId;
  }
}
