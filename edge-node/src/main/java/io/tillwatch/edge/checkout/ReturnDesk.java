package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Judgement;
import io.tillwatch.core.fraud.LedgerWord;
import io.tillwatch.core.fraud.scoring.AssessQuestion;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.Posting.GrantSpentException;
import io.tillwatch.edge.checkout.Posting.RightGoneException;
import io.tillwatch.edge.checkout.RefundRights.Right;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Takes goods back: find the receipt, judge, get the refund right, commit. A return that names a
 * receipt is paid by a right of its sale, or, where nobody who could be asked knows the sale, by
 * the stand-in budget; whatever the scorer remembers. Where the right turns out to be gone the
 * return is judged once more with that fact, and that answer is committed.
 */
final class ReturnDesk {
  private final Bus bus;
  private final Ids ids;
  private final InstantSource time;
  private final ReturnPosting posting;
  private final RefundRights rights;
  private final ReceiptFinder receipts;
  private final ArticleCheck articles;

  ReturnDesk(
      Bus bus,
      Ids ids,
      InstantSource time,
      ReturnPosting posting,
      RefundRights rights,
      ReceiptFinder receipts,
      ArticleCheck articles) {
    this.articles = articles;
    this.bus = bus;
    this.ids = ids;
    this.time = time;
    this.posting = posting;
    this.rights = rights;
    this.receipts = receipts;
  }

  /**
   * Judges, commits and answers.
   *
   * @param retried the held return that this one repeats, whose right it takes over; or null
   */
  Future<Answer> refund(Submission submission, PhotoEvidence photo, PostedReturn retried) {
    return idFor(submission)
        .map(id -> new ReturnAttempt(submission, build(id, submission.refund(), photo), retried))
        .compose(this::look)
        .compose(this::judgeAndSettle);
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

  /** Reads what is known of the receipt, where one is named. */
  private Future<ReturnAttempt> look(ReturnAttempt attempt) {
    String receipt = attempt.refund().receiptNumber();
    return receipt == null
        ? Future.succeededFuture(attempt)
        : receipts.find(receipt).map(attempt::knowing);
  }

  private Future<Answer> judgeAndSettle(ReturnAttempt attempt) {
    PostedSale sale = attempt.receipt() == null ? null : attempt.receipt().history().sale();
    Refusal unknown = articles.ofReturn(attempt.refund().lines(), sale);
    if (unknown != null) {
      return Future.succeededFuture(Answer.refused(unknown));
    }
    return judge(attempt, LedgerWord.NONE).compose(judgement -> settle(attempt, judgement));
  }

  private Future<Answer> settle(ReturnAttempt attempt, Judgement judgement) {
    Return refund = attempt.refund();
    if (judgement.paidIn() != null && !judgement.paidIn().equals(refund.currency())) {
      return otherMoney(refund, judgement);
    }
    if (judgement.assessment().decision() == Decision.BLOCK || attempt.receipt() == null) {
      return posting.post(attempt, judgement, Right.none());
    }
    if (judgement.home() == null) {
      return carryOut(attempt, judgement, Right.of(Right.Kind.AWAY));
    }
    if (judgement.taken().isEmpty()) {
      return posting.post(attempt, judgement, Right.none());
    }
    return rights
        .acquire(refund, judgement, attempt.retried())
        .compose(right -> carryOut(attempt, judgement, right));
  }

  private Future<Answer> carryOut(ReturnAttempt attempt, Judgement judgement, Right right) {
    return switch (right.kind()) {
      case TAKEN -> again(attempt, LedgerWord.RIGHT_TAKEN);
      case UNREACHABLE -> again(attempt, LedgerWord.HOME_UNREACHABLE);
      case AWAY -> lookAgain(attempt, judgement);
      default -> postWithRight(attempt, judgement, right);
    };
  }

  /** Amounts of another currency cannot be compared with what was paid: nothing is recorded. */
  private static Future<Answer> otherMoney(Return refund, Judgement judgement) {
    return Future.succeededFuture(
        Answer.refused(
            new Refusal(
                Refusal.Code.CURRENCY_MISMATCH,
                "/currency",
                (judgement.home() == null
                        ? "without a sale that is known prices are in "
                        : "the receipt was paid in ")
                    + judgement.paidIn()
                    + ", the return says "
                    + refund.currency()
                    + "; state prices in "
                    + judgement.paidIn())));
  }

  private Future<Answer> again(ReturnAttempt attempt, LedgerWord word) {
    return judge(attempt, word)
        .compose(judgement -> posting.post(attempt, judgement, Right.of(rightAfter(word))));
  }

  private static Right.Kind rightAfter(LedgerWord word) {
    return word == LedgerWord.HOME_UNREACHABLE ? Right.Kind.UNREACHABLE : Right.Kind.TAKEN;
  }

  /**
   * Looks and judges once more before money is paid without the home store's word: the sale may
   * have become known, or another till have taken these units back, while others were waited for.
   */
  private Future<Answer> lookAgain(ReturnAttempt attempt, Judgement before) {
    if (before.assessment().decision() != Decision.APPROVE) {
      return again(attempt, LedgerWord.HOME_UNREACHABLE);
    }
    return receipts
        .here(attempt.refund().receiptNumber())
        .compose(
            now ->
                now.sale() != null && !attempt.receipt().knowsSale()
                    ? look(attempt).compose(this::judgeAndSettle)
                    : judge(attempt, LedgerWord.NONE)
                        .compose(judgement -> standIn(attempt, before, judgement)));
  }

  /** From the judgement to the commit nobody else has a turn, but for whom the budget knows. */
  private Future<Answer> standIn(ReturnAttempt attempt, Judgement before, Judgement now) {
    boolean same =
        now.assessment().decision() == Decision.APPROVE && now.taken().equals(before.taken());
    Right right =
        same
            ? rights.standIn(attempt.refund(), now, attempt.receipt().history())
            : Right.of(Right.Kind.UNREACHABLE);
    return right.kind() == Right.Kind.STAND_IN
        ? postWithRight(attempt, now, right)
        : again(attempt, LedgerWord.HOME_UNREACHABLE);
  }

  private Future<Answer> postWithRight(ReturnAttempt attempt, Judgement judgement, Right right) {
    return posting
        .post(attempt, judgement, right)
        .onSuccess(
            answer -> {
              if (!isUsedBy(attempt.refund(), answer)) {
                rights.release(attempt.refund(), right, "REPEATED");
              }
            })
        // where nobody knows whether it was committed, a right stays with it
        .recover(
            why -> {
              if (why instanceof RightGoneException) {
                return again(attempt, LedgerWord.RIGHT_TAKEN);
              }
              // until the home store has heard of that, it gives out no other grant for this return
              return why instanceof GrantSpentException
                  ? again(attempt, LedgerWord.HOME_UNREACHABLE)
                  : Future.failedFuture(why);
            });
  }

  /** Whether the first answer to this request is the return that the right was got for. */
  private static boolean isUsedBy(Return refund, Answer answer) {
    return answer.posted() != null && answer.posted().transaction().id().equals(refund.id());
  }

  private Future<Judgement> judge(ReturnAttempt attempt, LedgerWord word) {
    ReceiptKnowledge receipt = attempt.receipt();
    return bus.ask(Channels.ASSESS, new AssessQuestion(attempt.refund(), word, receipt));
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
