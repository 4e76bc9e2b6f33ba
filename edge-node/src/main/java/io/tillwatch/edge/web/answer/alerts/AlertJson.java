package io.tillwatch.edge.web.answer.alerts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.alerts.ClaimState;
import io.tillwatch.core.checkout.DoubleRefundFinding;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.Settlement;
import io.tillwatch.edge.codec.OmittedIfNull;
import io.tillwatch.edge.web.answer.transactions.AssessmentJson;
import io.tillwatch.edge.web.answer.transactions.TransactionJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert.
 *
 * @param transaction of a finding the latest return it rests on; null where that is not known here
 * @param finding null where a transaction raised it
 * @param outcome the verdict that stands, or null
 */
public record AlertJson(
    @Nullable TransactionJson transaction,
    AssessmentJson assessment,
    @Nullable Long refundMinor,
    @Nullable String reference,
    @Nullable Settlement settlement,
    @OmittedIfNull @Nullable Finding finding,
    String id,
    Instant createdAt,
    String storeId,
    String kind,
    AlertView.Status status,
    @JsonUnwrapped Work work,
    Resolution.@Nullable Outcome outcome,
    boolean conflict,
    long amountMinor,
    @Nullable String currency,
    @Nullable String originalStoreId) {

  /**
   * Who works on it, or until when nobody need.
   *
   * @param claimedUntil when the claim is let go by itself; null without one
   * @param snoozedUntil when it is back in the queue; null: it is in the queue
   */
  public record Work(
      @Nullable String claimedBy, @Nullable Instant claimedUntil, @Nullable Instant snoozedUntil) {
    private static Work of(ClaimState hold) {
      return new Work(hold.by(), hold.until(), hold.snoozedUntil());
    }
  }

  /**
   * What only the merged history shows.
   *
   * @param line null where it is about the whole return
   */
  public record Finding(
      @Nullable String receiptNumber,
      @Nullable Integer line,
      List<String> returns,
      int overUnits,
      long overMinor) {

    private static @Nullable Finding of(@Nullable DoubleRefundFinding finding) {
      return finding == null
          ? null
          : new Finding(
              finding.receipt(),
              isWhole(finding) ? null : Integer.valueOf(finding.line()),
              finding.returns(),
              finding.overUnits(),
              finding.overMinor());
    }
  }

  /** An item of the list, and an event. */
  public static AlertJson of(AlertView alert, CardFingerprints cards) {
    TransactionView view = alert.transaction();
    Resolution verdict = alert.verdict();
    return new AlertJson(
        view == null ? null : TransactionJson.of(view, cards),
        AssessmentJson.of(assessment(alert)),
        view == null ? null : Long.valueOf(view.refundMinor()),
        view == null ? null : view.posted().reference(),
        view == null ? null : view.settlement(),
        Finding.of(alert.finding()),
        alert.id(),
        alert.createdAt(),
        alert.storeId(),
        alert.kind(),
        alert.status(),
        Work.of(alert.hold()),
        verdict == null ? null : verdict.outcome(),
        alert.conflict(),
        alert.amountMinor(),
        view == null ? null : view.posted().transaction().currency(),
        alert.originalStoreId());
  }

  /** Of a finding what the merged history shows, in the words of a judgement. */
  private static Assessment assessment(AlertView alert) {
    DoubleRefundFinding finding = alert.finding();
    if (finding == null) {
      TransactionView view =
          Objects.requireNonNull(alert.transaction(), "what raised the alert " + alert.id());
      return view.posted().assessment();
    }
    List<Evidence> evidence = new ArrayList<>();
    if (finding.receipt() != null) {
      boolean whole = isWhole(finding);
      String ref = whole ? finding.receipt() : finding.receipt() + "#" + finding.line();
      evidence.add(new Evidence(whole ? "receipt" : "receiptLine", ref, null));
    }
    finding.returns().forEach(id -> evidence.add(new Evidence("transaction", id, null)));
    int score = finding.kind().score();
    Reason reason = new Reason(finding.kind().name(), score, finding.kind().message(), evidence);
    return new Assessment(score, Decision.BLOCK, "ledger", List.of(reason), List.of(), null);
  }

  private static boolean isWhole(DoubleRefundFinding finding) {
    return finding.line() == DoubleRefundFinding.WHOLE_RETURN;
  }
}
