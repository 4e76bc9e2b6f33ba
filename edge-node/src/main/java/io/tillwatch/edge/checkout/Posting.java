package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.CommitResult;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Idempotency;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commits judged transactions and answers the till. */
final class Posting {

  /** The ledger refused: somebody else took the refund right since it was judged. */
  static final class RightGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RightGoneException(RightChange change) {
      super("line " + change.line() + " of " + change.receipt(), null, false, false);
    }
  }

  /** The grant was given back since it was got. */
  static final class GrantSpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GrantSpentException(String grantId) {
      super(grantId, null, false, false);
    }
  }

  /** Each try is as likely to hit a reference in use as one transaction in all others. */
  private static final int MAX_TRIES = 10;

  private final Bus bus;
  private final Supplier<String> references;

  /**
   * @param references makes one that recalls a transaction; where it is in use already another is
   *     asked for
   */
  Posting(Bus bus, Supplier<String> references) {
    this.bus = bus;
    this.references = references;
  }

  static Status status(Decision decision) {
    return switch (decision) {
      case APPROVE -> Status.COMPLETED;
      case REVIEW -> Status.HELD;
      case BLOCK -> Status.BLOCKED;
    };
  }

  /** The lists that a transaction appears in. */
  static List<String> indexes(Posted posted) {
    Transaction transaction = posted.transaction();
    List<String> indexes = new ArrayList<>();
    indexes.add(Indexes.TRANSACTIONS);
    if (transaction.receiptNumber() != null) {
      indexes.add(Indexes.receipt(transaction.receiptNumber()));
    }
    if (transaction.customerId() != null) {
      indexes.add(Indexes.customer(transaction.customerId()));
    }
    if (posted.assessment().decision() != Decision.APPROVE || posted.status() != Status.COMPLETED) {
      indexes.add(Indexes.ALERTS);
    }
    if (posted.status() == Status.HELD) {
      indexes.add(Indexes.HELD);
    }
    if (posted instanceof PostedReturn refund && refund.standIn()) {
      indexes.add(Indexes.STAND_IN);
    }
    if (posted instanceof PostedReturn refund && refund.isSampled()) {
      indexes.add(Indexes.SAMPLE);
    }
    return indexes;
  }

  /**
   * Commits with a reference of its own and answers; where the caller's key was used before, the
   * first answer again.
   *
   * @param spends what the fact uses up, see {@link Commit}
   * @return fails with RightGoneException where a checked right was taken meanwhile, with
   *     GrantSpentException where something else used up what this was to
   */
  Future<Answer> commit(Draft draft, Submission submission, List<String> spends) {
    return commit(draft, submission, spends, 1);
  }

  private Future<Answer> commit(
      Draft unnamed, Submission submission, List<String> spends, int nth) {
    long began = System.nanoTime();
    Draft draft = named(unnamed, references.get());
    List<String> firstIn = draft.indexes().stream().filter(Indexes::isReference).toList();
    Idempotency claim =
        new Idempotency(submission.actor(), submission.key(), submission.fingerprint());
    return bus.ask(Channels.COMMIT, new Commit(draft, claim, spends, firstIn))
        .compose(
            result -> {
              if (result instanceof CommitResult.Done) {
                long micros = (System.nanoTime() - began) / 1000;
                return Future.succeededFuture(
                    new Answer.Recorded((Posted) draft.body(), false, micros));
              }
              if (result instanceof CommitResult.Repeated repeated) {
                return replay(repeated.factId(), repeated.fingerprint(), submission);
              }
              if (result instanceof CommitResult.NotFirst && nth < MAX_TRIES) {
                return commit(unnamed, submission, spends, nth + 1);
              }
              if (result instanceof CommitResult.NotFirst used) {
                return Future.failedFuture(
                    new IllegalStateException(MAX_TRIES + " references are in use: " + used));
              }
              if (result instanceof CommitResult.Spent spent) {
                return Future.failedFuture(new GrantSpentException(spent.factId()));
              }
              return Future.failedFuture(
                  new RightGoneException(((CommitResult.RightGone) result).change()));
            });
  }

  private static Draft named(Draft draft, String reference) {
    List<String> indexes = new ArrayList<>(draft.indexes());
    indexes.add(Indexes.reference(reference));
    return Draft.of(
            draft.kind(),
            draft.id(),
            draft.at(),
            (Record) ((Posted) draft.body()).withReference(reference))
        .about(draft.dependsOn())
        .in(indexes)
        .moving(draft.rights())
        .build();
  }

  /** The first answer to an idempotency key, out of the ledger. */
  Future<Answer> replay(String factId, @Nullable String fingerprint, Submission submission) {
    if (!submission.fingerprint().equals(fingerprint)) {
      return Future.succeededFuture(IdempotencyGuard.reused());
    }
    return bus.ask(Channels.FACTS, new FactsQuery(List.of(factId), false))
        .map(page -> new Answer.Recorded(posted(page.facts().get(0)), true, 0));
  }

  private static Posted posted(StoredFact stored) {
    if (stored.fact() instanceof Posted posted) {
      return posted;
    }
    throw new IllegalStateException(stored.op().factId() + " is no transaction that can be read");
  }
}
