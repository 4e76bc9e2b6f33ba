package io.tillwatch.edge.web.answer.traces;

import io.tillwatch.core.trace.Stage;
import io.tillwatch.core.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When one transaction passed its stages, all by the clock of the store that answers.
 *
 * @param storeId whose it is
 * @param seenFrom the store that answers
 * @param clockErrorMicros by which stages of the other store may be wrong; 0 of this store's own,
 *     null where not known
 * @param stages all of them; a store's own transactions are not sent to it
 * @param totalMicros from the first stage that is known to the last; null where one alone is known
 */
public record TraceJson(
    String transactionId,
    String storeId,
    String seenFrom,
    @Nullable Long clockErrorMicros,
    @Nullable Long totalMicros,
    List<Passed> stages) {

  /**
   * One stage.
   *
   * @param atMicros microseconds since 1970; null where not known
   * @param tookMicros since the stage before that is known; null for the first, and where not known
   */
  public record Passed(Stage stage, @Nullable Long atMicros, @Nullable Long tookMicros) {}

  /**
   * A trace by the clock of who looks.
   *
   * @param clockError null where it is not known
   */
  public static TraceJson of(Trace trace, String seenFrom, @Nullable Long clockError) {
    List<Passed> stages = new ArrayList<>();
    Long first = null;
    Long before = null;
    boolean own = trace.storeId().equals(seenFrom);
    for (Stage stage : Stage.values()) {
      if (own && stage == Stage.SENT) {
        continue;
      }
      Long at = trace.atMicros().get(stage);
      stages.add(new Passed(stage, at, at == null || before == null ? null : at - before));
      first = first == null ? at : first;
      before = at == null ? before : at;
    }
    Long total =
        first == null || before == null || before.equals(first)
            ? null
            : Long.valueOf(before - first);
    return new TraceJson(
        trace.transactionId(), trace.storeId(), seenFrom, clockError, total, stages);
  }
}
