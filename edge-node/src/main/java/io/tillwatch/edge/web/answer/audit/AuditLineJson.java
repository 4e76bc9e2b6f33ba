package io.tillwatch.edge.web.answer.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.RuleSet;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.edge.codec.OmittedIfNull;
import io.tillwatch.edge.web.answer.transactions.AssessmentJson;
import io.tillwatch.edge.web.answer.transactions.TransactionItemJson;
import io.tillwatch.edge.web.answer.transactions.TransactionJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit export: a decision, whole, without a card's token or a face.
 *
 * @param op where it stands in its store's log
 * @param content depends on the kind of fact
 */
public record AuditLineJson(
    String kind, String id, String op, String previousOpHash, @JsonUnwrapped Content content) {

  /** The export's first line. */
  public record Begin(String kind, Instant at, String storeId, String by) {
    public Begin(Instant at, String storeId, String by) {
      this("BEGIN", at, storeId, by);
    }
  }

  /**
   * The export's last line.
   *
   * @param lines with this one
   * @param nextCursor asks for what came later
   */
  public record End(String kind, long lines, @Nullable String nextCursor) {
    public End(long lines, @Nullable String nextCursor) {
      this("END", lines, nextCursor);
    }
  }

  /** What a line says beside where it stands. */
  public interface Content {}

  /** Who said something. */
  public record Word(Instant at, String storeId, @Nullable String by, @Nullable String note) {}

  /** A sale or a return as it was answered. */
  public record OfTransaction(
      Instant at,
      TransactionJson transaction,
      Judged assessment,
      long scoredMicros,
      @JsonUnwrapped @OmittedIfNull @Nullable OfReturn refund)
      implements Content {}

  /** What only a return has. */
  public record OfReturn(long refundMinor, @Nullable String grantId) {}

  /** A judgement with how it came about. */
  public record Judged(
      @JsonUnwrapped AssessmentJson assessment,
      List<Reason> shadowReasons,
      @JsonUnwrapped AssessmentJson.Arithmetic arithmetic) {

    private static Judged of(Assessment assessment) {
      return new Judged(
          AssessmentJson.of(assessment),
          assessment.shadow(),
          AssessmentJson.Arithmetic.of(assessment));
    }
  }

  /** The first of two approvals. */
  public record OfApproval(@JsonUnwrapped Word word, String of) implements Content {}

  /** What became of a held return or of an alert. */
  public record OfVerdict(@JsonUnwrapped Word word, String of, String outcome) implements Content {}

  /** Cash that was paid. */
  public record OfPayout(
      @JsonUnwrapped Word word, String of, String paidAt, String laneId, @Nullable String cashierId)
      implements Content {}

  /** Rules that were put in force. */
  public record OfRules(@JsonUnwrapped Word word, String version) implements Content {}

  /** A customer or a card that was listed. */
  public record OfList(@JsonUnwrapped Word word, ListEntry.Kind list, @Nullable String customerId)
      implements Content {}

  /** Who did what. */
  public record OfAudit(
      @JsonUnwrapped Word word, String action, String target, @Nullable String from)
      implements Content {}

  /** A fact that decides something, or that tells who did what; empty for any other. */
  public static Optional<AuditLineJson> of(StoredFact stored) {
    Content content = content(stored.fact());
    return content == null
        ? Optional.empty()
        : Optional.of(
            new AuditLineJson(
                stored.op().kind(),
                stored.op().factId(),
                stored.op().id().toString(),
                stored.op().previousHash(),
                content));
  }

  private static @Nullable Content content(@Nullable Record fact) {
    if (fact instanceof Posted posted) {
      return posted(posted);
    }
    if (fact instanceof FirstApproval first) {
      return new OfApproval(
          new Word(first.at(), first.storeId(), first.by(), first.note()), first.of());
    }
    if (fact instanceof HeldDecision decided) {
      Word word = new Word(decided.at(), decided.storeId(), decided.by(), decided.note());
      return new OfVerdict(word, decided.of(), TransactionItemJson.Outcome.of(decided).name());
    }
    if (fact instanceof Payout paid) {
      Word word = new Word(paid.at(), paid.storeId(), paid.by(), null);
      return new OfPayout(word, paid.of(), paid.paidAt(), paid.laneId(), paid.cashierId());
    }
    if (fact instanceof Resolution found) {
      Word word = new Word(found.at(), found.storeId(), found.by(), found.note());
      return new OfVerdict(word, found.of(), found.outcome().name());
    }
    return who(fact);
  }

  private static @Nullable Content who(@Nullable Record fact) {
    if (fact instanceof RuleSet rules) {
      return new OfRules(new Word(rules.at(), rules.storeId(), rules.by(), null), rules.version());
    }
    if (fact instanceof ListEntry entry) {
      Word word = new Word(entry.at(), entry.storeId(), entry.by(), entry.reason());
      return new OfList(word, entry.list(), entry.customerId());
    }
    if (fact instanceof AuditEntry entry) {
      Word word = new Word(entry.at(), entry.storeId(), entry.actor(), entry.why());
      return new OfAudit(word, entry.action(), entry.target(), entry.from());
    }
    return null;
  }

  private static OfTransaction posted(Posted posted) {
    return new OfTransaction(
        posted.transaction().at(),
        TransactionJson.of(TransactionView.fresh(posted)),
        Judged.of(posted.assessment()),
        posted.scoredMicros(),
        posted instanceof PostedReturn refund
            ? new OfReturn(refund.refundMinor(), refund.grantId())
            : null);
  }
}
