package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.edge.checkout.RefundRights.Right;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a judged return a fact, with the right it has, and commits it. */
final class ReturnPosting {
  private final Posting posting;

  ReturnPosting(Posting posting) {
    this.posting = posting;
  }

  /** Commits and answers; see {@link Posting#commit}. */
  Future<Answer> post(ReturnAttempt attempt, ReturnAssessment returnAssessment, Right right) {
    PostedReturn posted = posted(attempt, returnAssessment, right);
    List<String> spends = right.grantId() == null ? List.of() : List.of(right.grantId());
    return posting.commit(draft(posted, right, attempt.retried()), attempt.submission(), spends);
  }

  private static PostedReturn posted(
      ReturnAttempt attempt, ReturnAssessment returnAssessment, Right right) {
    Status status = atLeast(Posting.status(returnAssessment.assessment().decision()), right.kind());
    boolean unpaid = status == Status.BLOCKED;
    PostedReturn posted =
        new PostedReturn(
            attempt.refund(),
            returnAssessment.assessment(),
            status,
            attempt.submission().refund().photoId(),
            returnAssessment.scoredMicros(),
            new PostedReturn.Payback(
                unpaid ? List.of() : returnAssessment.taken(),
                unpaid ? 0 : returnAssessment.refundMinor(),
                returnAssessment.home(),
                grantOf(right, attempt.retried()),
                right.kind() == Right.Kind.STAND_IN,
                right.kind() == Right.Kind.UNREACHABLE));
    return posted.with(returnAssessment.features());
  }

  private static @Nullable String grantOf(Right right, @Nullable PostedReturn retried) {
    return right.kind() == Right.Kind.TAKEN_OVER && retried != null
        ? retried.grantId()
        : right.grantId();
  }

  /** Money without a right is never paid, whatever the rules say. */
  private static Status atLeast(Status judged, Right.Kind right) {
    if (right == Right.Kind.EXHAUSTED) {
      return Status.BLOCKED;
    }
    return right == Right.Kind.UNREACHABLE && judged == Status.COMPLETED ? Status.HELD : judged;
  }

  /** A blocked try takes nothing's place: the held return that it repeats keeps its right. */
  private static Draft draft(PostedReturn posted, Right right, @Nullable PostedReturn retried) {
    List<RightChange> changes = new ArrayList<>();
    List<String> dependsOn = new ArrayList<>();
    if (retried != null && posted.status() != Status.BLOCKED) {
      dependsOn.add(retried.refund().id());
      if (!right.takesOver()) {
        changes.addAll(RightChanges.givingBack(retried));
      }
    }
    changes.addAll(right.changes());
    if (right.grantId() != null) {
      dependsOn.add(right.grantId());
    }
    return Draft.of(FactKind.RETURN, posted.refund().id(), posted.refund().at(), posted)
        .about(dependsOn)
        .in(Posting.indexes(posted))
        .moving(changes)
        .build();
  }
}
