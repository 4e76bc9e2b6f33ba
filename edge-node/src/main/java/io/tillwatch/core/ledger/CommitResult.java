package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.RightChange;
import org.jspecify.annotations.Nullable;

/** What became of a {@link Commit}. A "no" is a value; only a broken machine fails the future. */
public sealed interface CommitResult {

  /** It is on disk. */
  record Done(Committed committed) implements CommitResult {}

  /**
   * A fact was committed before under this idempotency key, or under this id; nothing was written.
   *
   * @param factId the earlier fact
   * @param fingerprint of the earlier request; null where the id, not the key, was met again
   */
  record Repeated(String factId, @Nullable String fingerprint) implements CommitResult {}

  /**
   * Something else used up what this was to use up; nothing was written.
   *
   * @param factId what is used up
   */
  record Spent(String factId) implements CommitResult {}

  /**
   * Another fact is listed where this was to be the first; nothing was written.
   *
   * @param index which index that is
   */
  record NotFirst(String index) implements CommitResult {}

  /** Somebody else took the refund right; nothing was written. */
  record RightGone(RightChange change) implements CommitResult {}
}
