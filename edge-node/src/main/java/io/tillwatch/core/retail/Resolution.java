package io.tillwatch.core.retail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer found.
 *
 * @param of id of the transaction that was judged
 * @param outcome FRAUD, LEGITIMATE or INCONCLUSIVE
 * @param note free text of the reviewer, or null
 * @param by who decided, or null in a replayed stream
 */
public record Resolution(
    String id,
    Instant at,
    String storeId,
    String of,
    Outcome outcome,
    @Nullable String note,
    @Nullable String by)
    implements RetailEvent {

  /** The verdict. */
  public enum Outcome {
    FRAUD,
    LEGITIMATE,
    INCONCLUSIVE
  }
}
