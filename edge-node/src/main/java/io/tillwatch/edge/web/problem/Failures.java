package io.tillwatch.edge.web.problem;

import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.edge.port.LedgerUnavailableException;
import io.vertx.core.eventbus.ReplyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told where something was refused or broke. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int RETRY_SECONDS = 1;

  private Failures() {}

  /** The problem of an exception; what nobody expected is logged, and told without its words. */
  public static Problem toProblem(Throwable failure) {
    if (failure instanceof ProblemException refused) {
      return refused.problem();
    }
    if (failure instanceof LedgerUnavailableException) {
      return Problem.later(
          503,
          "LEDGER_UNAVAILABLE",
          "the store's Redis is away or refuses to write; nothing is lost, send the same again",
          RETRY_SECONDS);
    }
    if (failure instanceof ReplyException reply && reply.failureCode() < 0) {
      return Problem.later(
          503, "NOT_READY", "a part of this node does not answer yet; try again", RETRY_SECONDS);
    }
    LOG.error("request failed", failure);
    return Problem.of(500, "INTERNAL", "the node failed; its log says why");
  }

  /** The problem of an actor's refusal. */
  public static Problem toProblem(Refusal refusal) {
    String code = refusal.code().name();
    int status = statusOf(refusal.code());
    if (status == 503) {
      return Problem.later(status, code, refusal.detail(), 2 * RETRY_SECONDS);
    }
    if (refusal.code() == Refusal.Code.IDEMPOTENCY_IN_PROGRESS) {
      return Problem.later(status, code, refusal.detail(), RETRY_SECONDS);
    }
    return refusal.pointer() == null
        ? Problem.of(status, code, refusal.detail())
        : Problem.at(status, code, refusal.pointer(), refusal.detail());
  }

  private static int statusOf(Refusal.Code code) {
    return switch (code) {
      case UNKNOWN_TRANSACTION, UNKNOWN_RECEIPT, UNKNOWN_ALERT -> 404;
      case UNKNOWN_SKU,
          UNKNOWN_PHOTO,
          PHOTO_OF_OTHER_LANE,
          PHOTO_OF_OTHER_PERSON,
          PHOTO_TOO_OLD,
          PHOTO_USED,
          CURRENCY_MISMATCH,
          RETRY_NOT_POSSIBLE ->
          422;
      case HOLDING_STORE_UNREACHABLE, HOME_STORE_UNREACHABLE -> 503;
      default -> 409;
    };
  }
}
