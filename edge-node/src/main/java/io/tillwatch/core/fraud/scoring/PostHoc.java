package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Finding;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.history.Fact;
import io.tillwatch.core.fraud.history.FactLine;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.Mark;
import io.tillwatch.core.fraud.history.ReceiptEntry;
import io.tillwatch.core.fraud.history.ReceiptState;
import io.tillwatch.core.fraud.history.Tries;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a receipt again once something about it was learnt late, and finds the returns that were
 * paid though they should not have been. Whoever knows the same events finds the same.
 */
public final class PostHoc {
  private PostHoc() {}

  /**
   * What an event shows about earlier answers.
   *
   * @param event what was learnt late
   * @param view the history with it, as seen by the store that learnt it, at that moment
   */
  public static List<Finding> after(RetailEvent event, HistoryView view, Rules rules) {
    String receipt = receiptOf(event);
    ReceiptEntry entry = view.receipt(receipt);
    List<Finding> findings = new ArrayList<>(1);
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

  private static String receiptOf(RetailEvent event) {
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
      String receipt, ReceiptEntry entry, HistoryView view, Rules rules, List<Finding> findings) {
    Fact sale = entry.sale();
    if (sale == null || !view.sees(sale)) {
      return;
    }
    ReceiptState state =
        ReceiptState.of(
            sale.sale(),
            entry.claims(),
            fact -> view.sees(fact) && !entry.isRetried(fact, view),
            view::claim);
    for (Fact late : state.tooMuch()) {
      if (view.claim(late) == Fact.Claim.TAKEN) {
        List<Fact> others = state.taking().stream().filter(f -> f != late).toList();
        findings.add(
            finding(
                ReasonCode.ALREADY_REFUNDED,
                Finding.DOUBLE_REFUND,
                late,
                rules,
                Dossier.transactions(others)));
      }
    }
  }

  private static void paidBack(
      ReasonCode code,
      ReceiptEntry entry,
      List<Mark> marks,
      HistoryView view,
      Rules rules,
      List<Finding> findings) {
    for (int i = 0; i < entry.claims().size(); i++) {
      Fact refund = entry.claims().get(i);
      if (!view.sees(refund) || view.claim(refund) != Fact.Claim.TAKEN) {
        continue;
      }
      for (Mark mark : marks) {
        if (view.sees(mark) && mark.since() <= refund.since()) {
          Evidence evidence = new Evidence("event", mark.id(), "in " + mark.storeId());
          findings.add(finding(code, code.name(), refund, rules, evidence));
        }
      }
    }
  }

  /** One unit with a serial number that two returns took back without a sale between them. */
  private static void serialTwice(
      LineItem line, HistoryView view, Rules rules, List<Finding> findings) {
    if (line.serial() == null) {
      return;
    }
    FactLine known = view.ofSerial(line.sku(), line.serial());
    Fact before = null;
    for (int i = 0; i < known.size(); i++) {
      Fact fact = known.get(i);
      if (!view.sees(fact)) {
        continue;
      }
      if (fact.sale() != null) {
        before = null;
      } else if (view.claim(fact) == Fact.Claim.TAKEN) {
        if (before != null && !Tries.takesPlaceOf(before, fact.refund(), fact.at(), view)) {
          Evidence evidence = new Evidence("transaction", before.id(), "took it back");
          findings.add(
              finding(ReasonCode.SERIAL_UNSOLD, Finding.DOUBLE_REFUND, fact, rules, evidence));
        }
        before = fact;
      }
    }
  }

  private static Finding finding(
      ReasonCode code, String kind, Fact of, Rules rules, Evidence... evidence) {
    int score = rules.of(code).points();
    return new Finding(
        kind + ":" + of.id(),
        of.id(),
        of.storeId(),
        score,
        rules.combining().decide(score),
        List.of(new Reason(code.name(), score, code.message(), List.of(evidence))));
  }
}
