package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.ReceiptKnowledge;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RightOutcome;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.retail.Return;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.Posting.GrantSpentException;
import io.tillwatch.edge.checkout.Posting.RightGoneException;
import io.tillwatch.edge.checkout.RefundRights.Right;
import io.tillwatch.edge.facts.IdGenerator;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes goods back: find the receipt, judge, get the refund right, commit. A return that names a
 * receipt is paid by a right of its sale, or, where nobody who could be asked knows the sale, by
 * the stand-in budget; whatever the scorer remembers. Where the right turns out to be gone the
 * return is judged once more with that fact, and that answer is committed.
 */
final class ReturnHandler {
  private final Bus bus;
  private final IdGenerator ids;
  private final InstantSource time;
  private final ReturnPosting posting;
  private final RefundRights rights;
  private final ReceiptFinder receipts;
  private final ArticleCheck articles;
  private final PhotoComparison photos;

  ReturnHandler(
      Bus bus,
      IdGenerator ids,
      InstantSource time,
      ReturnPosting posting,
      RefundRights rights,
      ReceiptFinder receipts,
      ArticleCheck articles,
      PhotoComparison photos) {
    this.photos = photos;
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
   * @param photo the record of the photo that it names, or null
   * @param retried the held return that this one repeats, whose right it takes over; or null
   */
  Future<Answer> refund(
      Submission.OfReturn submission, @Nullable Photo photo, @Nullable PostedReturn retried) {
    return idFor(submission)
        .map(id -> new ReturnAttempt(submission, build(id, submission.refund()), retried))
        .compose(this::findReceipt)
        .compose(attempt -> compare(attempt, photo))
        .compose(this::judgeAndSettle);
  }

  /**
   * One request has one id, so that a till that repeats it after a crash uses the grant that the
   * crash left behind.
   */
  private Future<String> idFor(Submission submission) {
    String id =
        IdGenerator.derived(
            "tx",
            bus.self().value(),
            submission.actor(),
            submission.key(),
            submission.fingerprint());
    return bus.ask(Channels.FACTS, new FactsQuery(List.of(id), false))
        .map(page -> page.facts().isEmpty() ? id : ids.next("tx"));
  }

  /** Reads what is known of the receipt, where one is named. */
  private Future<ReturnAttempt> findReceipt(ReturnAttempt attempt) {
    String receipt = attempt.refund().receiptNumber();
    return receipt == null
        ? Future.succeededFuture(attempt)
        : receipts.find(receipt).map(attempt::knowing);
  }

  private Future<ReturnAttempt> compare(ReturnAttempt attempt, @Nullable Photo photo) {
    return photo == null
        ? Future.succeededFuture(attempt)
        : photos.evidence(photo, attempt.sale()).map(attempt::with);
  }

  private Future<Answer> judgeAndSettle(ReturnAttempt attempt) {
    Refusal unknown = articles.ofReturn(attempt.refund().lines(), attempt.sale());
    if (unknown != null) {
      return Future.succeededFuture(Answer.refused(unknown));
    }
    return judge(attempt, RightOutcome.NONE)
        .compose(returnAssessment -> settle(attempt, returnAssessment));
  }

  private Future<Answer> settle(ReturnAttempt attempt, ReturnAssessment returnAssessment) {
    Return refund = attempt.refund();
    if (returnAssessment.paidIn() != null && !returnAssessment.paidIn().equals(refund.currency())) {
      return otherMoney(refund, returnAssessment);
    }
    if (returnAssessment.assessment().decision() == Decision.BLOCK || attempt.receipt() == null) {
      return posting.post(attempt, returnAssessment, Right.none());
    }
    if (returnAssessment.home() == null) {
      return carryOut(attempt, returnAssessment, Right.of(Right.Kind.AWAY));
    }
    if (returnAssessment.taken().isEmpty()) {
      return posting.post(attempt, returnAssessment, Right.none());
    }
    return rights
        .acquire(refund, returnAssessment, attempt.retried())
        .compose(right -> carryOut(attempt, returnAssessment, right));
  }

  private Future<Answer> carryOut(
      ReturnAttempt attempt, ReturnAssessment returnAssessment, Right right) {
    return switch (right.kind()) {
      case EXHAUSTED -> again(attempt, RightOutcome.RIGHT_TAKEN);
      case UNREACHABLE -> again(attempt, RightOutcome.HOME_UNREACHABLE);
      case AWAY -> recheck(attempt, returnAssessment);
      default -> postWithRight(attempt, returnAssessment, right);
    };
  }

  /** Amounts of another currency cannot be compared with what was paid: nothing is recorded. */
  private static Future<Answer> otherMoney(Return refund, ReturnAssessment returnAssessment) {
    return Future.succeededFuture(
        Answer.refused(
            new Refusal(
                Refusal.Code.CURRENCY_MISMATCH,
                "/currency",
                (returnAssessment.home() == null
                        ? "without a sale that is known prices are in "
                        : "the receipt was paid in ")
                    + returnAssessment.paidIn()
                    + ", the return says "
                    + refund.currency()
                    + "; state prices in "
                    + returnAssessment.paidIn())));
  }

  private Future<Answer> again(ReturnAttempt attempt, RightOutcome outcome) {
    return judge(attempt, outcome)
        .compose(
            returnAssessment ->
                posting.post(attempt, returnAssessment, Right.of(rightAfter(outcome))));
  }

  private static Right.Kind rightAfter(RightOutcome outcome) {
    return outcome == RightOutcome.HOME_UNREACHABLE ? Right.Kind.UNREACHABLE : Right.Kind.EXHAUSTED;
  }

  /**
   * Looks and judges once more before money is paid without the home store's word: the sale may
   * have become known, or another till have taken these units back, while others were waited for.
   */
  private Future<Answer> recheck(ReturnAttempt attempt, ReturnAssessment before) {
    if (before.assessment().decision() != Decision.APPROVE) {
      return again(attempt, RightOutcome.HOME_UNREACHABLE);
    }
    return receipts
        .here(attempt.refund().namedReceipt())
        .compose(
            now ->
                now.sale() != null && attempt.sale() == null
                    ? findReceipt(attempt).compose(this::judgeAndSettle)
                    : judge(attempt, RightOutcome.NONE)
                        .compose(returnAssessment -> standIn(attempt, before, returnAssessment)));
  }

  /** From the judgement to the commit nobody else has a turn, but for whom the budget knows. */
  private Future<Answer> standIn(
      ReturnAttempt attempt, ReturnAssessment before, ReturnAssessment now) {
    boolean same =
        now.assessment().decision() == Decision.APPROVE && now.taken().equals(before.taken());
    Right right =
        same
            ? rights.standIn(attempt.refund(), now, attempt.history())
            : Right.of(Right.Kind.UNREACHABLE);
    return right.kind() == Right.Kind.STAND_IN
        ? postWithRight(attempt, now, right)
        : again(attempt, RightOutcome.HOME_UNREACHABLE);
  }

  private Future<Answer> postWithRight(
      ReturnAttempt attempt, ReturnAssessment returnAssessment, Right right) {
    return posting
        .post(attempt, returnAssessment, right)
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
                return again(attempt, RightOutcome.RIGHT_TAKEN);
              }
              // until the home store has heard of that, it gives out no other grant for this return
              return why instanceof GrantSpentException
                  ? again(attempt, RightOutcome.HOME_UNREACHABLE)
                  : Future.failedFuture(why);
            });
  }

  /** Whether the first answer to this request is the return that the right was got for. */
  private static boolean isUsedBy(Return refund, Answer answer) {
    return answer instanceof Answer.Recorded recorded
        && recorded.posted().transaction().id().equals(refund.id());
  }

  private Future<ReturnAssessment> judge(ReturnAttempt attempt, RightOutcome outcome) {
    ReceiptKnowledge receipt = attempt.receipt();
    return bus.ask(Channels.ASSESS, new AssessRequest(attempt.refund(), outcome, receipt));
  }

  private Return build(String id, ReturnRequest request) {
    Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    return Return.builder()
        .id(id)
        .at(now)
        .storeId(bus.self().value())
        .receiptNumber(request.receiptNumber())
        .laneId(request.laneId())
        .cashierId(request.cashierId())
        .customerId(request.customerId())
        .currency(request.currency())
        .lines(request.lines())
        .refundTender(request.refundTender())
        .reason(request.reason())
        .giftReceiptPresented(request.giftReceiptPresented())
        .exchange(request.exchange())
        .supervisorId(request.supervisorId())
        .reprint(request.reprint())
        .entry(request.entry())
        .originalCardPresent(request.originalCardPresent())
        .customerPresent(request.customerPresent())
        .retryOf(request.retryOf())
        .build();
  }
}
