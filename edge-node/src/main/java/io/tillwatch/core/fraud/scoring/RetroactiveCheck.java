package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.RuleFinding;
import io.tillwatch.core.fraud.history.Annotation;
import io.tillwatch.core.fraud.history.EarlierAttempts;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.ReceiptEntry;
import io.tillwatch.core.fraud.history.ReceiptState;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a receipt again once something about it was learnt late, and finds the returns that were
 * paid though they should not have been. Whoever knows the same events finds the same.
 */
public final class RetroactiveCheck {
  private RetroactiveCheck() {}

  /**
   * What an event shows about earlier answers.
   *
   * @param event what was learnt late
   * @param view the history with it, as seen by the store that learnt it, at that moment
   */
  public static List<RuleFinding> after(RetailEvent event, HistoryView view, Rules rules) {
    String receipt = receiptOf(event);
    ReceiptEntry entry = view.receipt(receipt);
    List<RuleFinding> findings = new ArrayList<>(1);
    if (entry != null) {
      doubleRefunds(receipt, entry, view, rules, findings);
      paidBack(ReasonCode.VOIDED_SALE, entry, entry.voids(), view, rules, findings);
      paidBack(ReasonCode.DISPUTED_PAYMENT, entry, entry.disputes(), view, rules, findings);
    }
    if (event instanceof Return refund) {
      refund.lines().forEach(line -> serialTwice(line, view, rules, findings));
    }
    return findings;
  }

  private static @Nullable String receiptOf(RetailEvent event) {
    if (event instanceof io.tillwatch.core.retail.Transaction transaction) {
      return transaction.receiptNumber();
    }
    if (event instanceof io.tillwatch.core.retail.SaleVoid cancelled) {
      return cancelled.receiptNumber();
    }
    return event instanceof io.tillwatch.core.retail.Dispute dispute
        ? dispute.receiptNumber()
        : null;
  }

  private static void doubleRefunds(
      @Nullable String receipt,
      ReceiptEntry entry,
      HistoryView view,
      Rules rules,
      List<RuleFinding> findings) {
    HistoryEntry sale = entry.sale();
    if (sale == null || !view.sees(sale)) {
      return;
    }
    ReceiptState state =
        ReceiptState.of(
            sale.sale(),
            entry.claims(),
            historyEntry -> view.sees(historyEntry) && !entry.isRetried(historyEntry, view),
            view::claim);
    for (HistoryEntry late : state.tooMuch()) {
      if (view.claim(late) == HistoryEntry.Claim.TAKEN) {
        List<HistoryEntry> others = state.taking().stream().filter(f -> f != late).toList();
        findings.add(
            finding(
                ReasonCode.ALREADY_REFUNDED,
                RuleFinding.DOUBLE_REFUND,
                late,
                rules,
                HistoryEntry.evidence(others)));
      }
    }
  }

  private static void paidBack(
      ReasonCode code,
      ReceiptEntry entry,
      List<Annotation> marks,
      HistoryView view,
      Rules rules,
      List<RuleFinding> findings) {
    for (int i = 0; i < entry.claims().size(); i++) {
      HistoryEntry refund = entry.claims().get(i);
      if (!view.sees(refund) || view.claim(refund) != HistoryEntry.Claim.TAKEN) {
        continue;
      }
      for (Annotation annotation : marks) {
        if (view.sees(annotation) && annotation.since() <= refund.since()) {
          Evidence evidence = new Evidence("event", annotation.id(), "in " + annotation.storeId());
          findings.add(finding(code, code.name(), refund, rules, evidence));
        }
      }
    }
  }

  /** One unit with a serial number that two returns took back without a sale between them. */
  private static void serialTwice(
      LineItem line, HistoryView view, Rules rules, List<RuleFinding> findings) {
    if (line.serial() == null) {
      return;
    }
    EntryTimeline known = view.ofSerial(line.sku(), line.serial());
    HistoryEntry before = null;
    for (int i = 0; i < known.size(); i++) {
      HistoryEntry historyEntry = known.get(i);
      if (!view.sees(historyEntry)) {
        continue;
      }
      if (historyEntry.isSale()) {
        before = null;
      } else if (view.claim(historyEntry) == HistoryEntry.Claim.TAKEN) {
        if (before != null
            && !EarlierAttempts.takesPlaceOf(
                before, historyEntry.refund(), historyEntry.at(), view)) {
          Evidence evidence = new Evidence("transaction", before.id(), "took it back");
          findings.add(
              finding(
                  ReasonCode.SERIAL_UNSOLD,
                  RuleFinding.DOUBLE_REFUND,
                  historyEntry,
                  rules,
                  evidence));
        }
        before = historyEntry;
      }
    }
  }

  private static RuleFinding finding(
      ReasonCode code, String kind, HistoryEntry of, Rules rules, Evidence... evidence) {
    int score = rules.of(code).points();
    return new RuleFinding(
        kind + ":" + of.id(),
        of.id(),
        of.storeId(),
        score,
        rules.combining().decide(score),
        List.of(new Reason(code.name(), score, code.message(), List.of(evidence))));
  }
}
