package io.tillwatch.edge.checkout;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.Posting.GrantSpentException;
import io.tillwatch.edge.checkout.Posting.RightGoneException;
import io.tillwatch.edge.checkout.RefundRights.Right;
import io.tillwatch.edge.checkout.model.Answer;
import io.tillwatch.edge.checkout.model.PhotoEvidence;
import io.tillwatch.edge.checkout.model.Posted.Status;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.checkout.model.Refusal;
import io.tillwatch.edge.checkout.model.Return;
import io.tillwatch.edge.checkout.model.ReturnRequest;
import io.tillwatch.edge.checkout.model.Submission;
import io.tillwatch.edge.fraud.model.AssessQuestion;
import io.tillwatch.edge.fraud.model.Decision;
import io.tillwatch.edge.fraud.model.Judgement;
import io.tillwatch.edge.fraud.model.LedgerWord;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.ledger.model.FactsQuery;
import io.tillwatch.edge.replication.model.RightChange;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes goods back: judge, get the refund right, commit. Where the right turns out to be gone the
 * return is judged once more with that fact, and that answer is committed.
 */
final class ReturnDesk {
  private final Bus bus;
  private final Ids ids;
  private final InstantSource time;
  private final Posting posting;
  private final RefundRights rights;

  ReturnDesk(Bus bus, Ids ids, InstantSource time, Posting posting, RefundRights rights) {
    this.bus = bus;
    this.ids = ids;
    this.time = time;
    this.posting = posting;
    this.rights = rights;
  }

  /**
   * Judges, commits and answers.
   *
   * @param retried the held return that this one repeats, whose right it takes over; or null
   */
  Future<Answer> refund(Submission submission, PhotoEvidence photo, PostedReturn retried) {
    return idFor(submission)
        .map(id -> build(id, submission.refund(), photo))
        .compose(
            refund ->
                judge(refund, LedgerWord.NONE)
                    .compose(judgement -> settle(submission, refund, judgement, retried)));
  }

  /**
   * One request has one id, so that a till that repeats it after a crash uses the grant that the
   * crash left behind.
   */
  private Future<String> idFor(Submission submission) {
    String id =
        Ids.of(
            "tx",
            bus.self().value(),
            submission.actor(),
            submission.key(),
            submission.fingerprint());
    return bus.ask(Channels.FACTS, new FactsQuery(List.of(id), false))
        .map(page -> page.facts().isEmpty() ? id : ids.next("tx"));
  }

  private Future<Answer> settle(
      Submission submission, Return refund, Judgement judgement, PostedReturn retried) {
    if (judgement.paidIn() != null && !judgement.paidIn().equals(refund.currency())) {
      return otherMoney(refund, judgement);
    }
    if (judgement.assessment().decision() == Decision.BLOCK || judgement.taken().isEmpty()) {
      return post(submission, refund, judgement, Right.none(), retried);
    }
    return rights
        .acquire(refund, judgement, retried)
        .compose(
            right ->
                switch (right.kind()) {
                  case TAKEN -> again(submission, refund, LedgerWord.RIGHT_TAKEN, retried);
                  case UNREACHABLE ->
                      again(submission, refund, LedgerWord.HOME_UNREACHABLE, retried);
                  case STAND_IN -> standIn(submission, refund, judgement, right, retried);
                  default -> postWithRight(submission, refund, judgement, right, retried);
                });
  }

  /** Amounts of another currency cannot be compared with what was paid: nothing is recorded. */
  private static Future<Answer> otherMoney(Return refund, Judgement judgement) {
    return Future.succeededFuture(
        Answer.refused(
            new Refusal(
                Refusal.Code.CURRENCY_MISMATCH,
                "/currency",
                "the receipt was paid in "
                    + judgement.paidIn()
                    + ", the return says "
                    + refund.currency()
                    + "; state prices in "
                    + judgement.paidIn())));
  }

  private Future<Answer> again(
      Submission submission, Return refund, LedgerWord word, PostedReturn retried) {
    return judge(refund, word)
        .compose(
            judgement -> post(submission, refund, judgement, Right.of(rightAfter(word)), retried));
  }

  private static Right.Kind rightAfter(LedgerWord word) {
    return word == LedgerWord.HOME_UNREACHABLE ? Right.Kind.UNREACHABLE : Right.Kind.TAKEN;
  }

  /**
   * Judges once more before money is paid without the home store's word: another till may have
   * taken these units back while that store was waited for.
   */
  private Future<Answer> standIn(
      Submission submission, Return refund, Judgement before, Right right, PostedReturn retried) {
    return judge(refund, LedgerWord.NONE)
        .onFailure(why -> rights.release(refund, right, "UNJUDGED"))
        .compose(
            now -> {
              boolean same =
                  now.assessment().decision() == Decision.APPROVE
                      && now.taken().equals(before.taken());
              if (same) {
                return postWithRight(submission, refund, now, right, retried);
              }
              rights.release(refund, right, "JUDGED_ANEW");
              return again(submission, refund, LedgerWord.HOME_UNREACHABLE, retried);
            });
  }

  private Future<Answer> postWithRight(
      Submission submission,
      Return refund,
      Judgement judgement,
      Right right,
      PostedReturn retried) {
    return post(submission, refund, judgement, right, retried)
        .onSuccess(
            answer -> {
              if (!isUsedBy(refund, answer)) {
                rights.release(refund, right, "REPEATED");
              }
            })
        // where nobody knows whether it was committed, a right stays with it
        .recover(
            why -> {
              if (why instanceof RightGoneException) {
                return again(submission, refund, LedgerWord.RIGHT_TAKEN, retried);
              }
              // until the home store has heard of that, it gives out no other grant for this return
              return why instanceof GrantSpentException
                  ? again(submission, refund, LedgerWord.HOME_UNREACHABLE, retried)
                  : Future.failedFuture(why);
            });
  }

  /** Whether the first answer to this request is the return that the right was got for. */
  private static boolean isUsedBy(Return refund, Answer answer) {
    return answer.posted() != null && answer.posted().transaction().id().equals(refund.id());
  }

  private Future<Answer> post(
      Submission submission,
      Return refund,
      Judgement judgement,
      Right right,
      PostedReturn retried) {
    Status status = atLeast(Posting.status(judgement.assessment().decision()), right.kind());
    boolean unpaid = status == Status.BLOCKED;
    PostedReturn posted =
        new PostedReturn(
            refund,
            judgement.assessment(),
            status,
            submission.refund().photoId(),
            judgement.scoredMicros(),
            unpaid ? List.of() : judgement.taken(),
            unpaid ? 0 : judgement.refundMinor(),
            judgement.home(),
            grantId(right, retried),
            right.kind() == Right.Kind.STAND_IN,
            right.kind() == Right.Kind.UNREACHABLE);
    List<String> spends = right.grantId() == null ? List.of() : List.of(right.grantId());
    return posting.commit(draft(posted, right, retried), submission, spends);
  }

  private static String grantId(Right right, PostedReturn retried) {
    return right.kind() == Right.Kind.TAKEN_OVER ? retried.grantId() : right.grantId();
  }

  /** Money without a right is never paid, whatever the rules say. */
  private static Status atLeast(Status judged, Right.Kind right) {
    if (right == Right.Kind.TAKEN) {
      return Status.BLOCKED;
    }
    return right == Right.Kind.UNREACHABLE && judged == Status.COMPLETED ? Status.HELD : judged;
  }

  private static Draft draft(PostedReturn posted, Right right, PostedReturn retried) {
    List<RightChange> changes = new ArrayList<>();
    List<String> dependsOn = new ArrayList<>();
    // a try that is refused leaves the one before it as it was, with its right
    if (retried != null && posted.status() != Status.BLOCKED) {
      dependsOn.add(retried.refund().id());
      if (!right.takesOver()) {
        changes.addAll(RefundRights.givingBack(retried));
      }
    }
    changes.addAll(right.changes());
    if (right.grantId() != null) {
      dependsOn.add(right.grantId());
    }
    return new Draft(
        FactKind.RETURN,
        posted.refund().id(),
        posted.refund().at(),
        posted,
        dependsOn,
        Posting.indexes(posted),
        changes);
  }

  private Future<Judgement> judge(Return refund, LedgerWord word) {
    return bus.ask(Channels.ASSESS, new AssessQuestion(refund, word));
  }

  private Return build(String id, ReturnRequest request, PhotoEvidence photo) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Return(
        id,
        now,
        bus.self().value(),
        request.receiptNumber(),
        request.laneId(),
        request.cashierId(),
        request.customerId(),
        request.currency(),
        request.lines(),
        request.refundTender(),
        photo,
        request.reason(),
        request.giftReceiptPresented(),
        request.exchange(),
        request.supervisorId(),
        request.reprint(),
        request.entry(),
        request.originalCardPresent(),
        request.customerPresent(),
        request.retryOf());
  }
}
