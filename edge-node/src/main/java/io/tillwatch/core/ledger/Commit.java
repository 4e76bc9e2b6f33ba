package io.tillwatch.core.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a fact to be committed.
 *
 * @param draft the fact
 * @param idempotency the caller's key, or null where the fact's id alone guards against repeats
 * @param spends ids of facts that this one, and nothing else, may use up: it is refused where a
 *     fact known here speaks of one of them already. They belong to {@code draft.dependsOn()}
 * @param firstIn indexes that this fact must be the first to join: it is refused where one of them
 *     lists a fact known here already. They belong to {@code draft.indexes()}
 */
public record Commit(
    Draft draft, @Nullable Idempotency idempotency, List<String> spends, List<String> firstIn) {
  public Commit {
    spends = List.copyOf(spends);
    firstIn = List.copyOf(firstIn);
    if (!draft.indexes().containsAll(firstIn)) {
      throw new IllegalArgumentException("a fact joins what it is to be the first in");
    }
    if (!draft.dependsOn().containsAll(spends)) {
      throw new IllegalArgumentException("a fact speaks of what it spends");
    }
  }

  public Commit(Draft draft, @Nullable Idempotency idempotency) {
    this(draft, idempotency, List.of(), List.of());
  }

  public static Commit of(Draft draft) {
    return new Commit(draft, null);
  }

  /** The commit of a fact that uses up others. */
  public static Commit spending(Draft draft, List<String> spends) {
    return new Commit(draft, null, spends, List.of());
  }
}
