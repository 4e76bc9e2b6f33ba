package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.EMPLOYEE;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.StaffIndex;
import io.tillwatch.core.fraud.history.StoreFigures;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What members of staff can do from inside. Cashiers and supervisors share one name space. */
final class EmployeeRules {
  private static final String DAYS = "days";

  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.SELF_REFUND, EMPLOYEE, 75)
              .strength("nobodyPresentPoints", 90)
              .when(EmployeeRules::selfRefund),
          Rule.of(ReasonCode.NO_CUSTOMER_PRESENT, EMPLOYEE, 55)
              .remedy(Remedy.SUPERVISOR)
              .when(EmployeeRules::noCustomerPresent),
          Rule.of(ReasonCode.CASHIER_OUTLIER, EMPLOYEE, 30)
              .strength("farOutPoints", 60)
              .parameter("deviations", 4, 1, 50)
              .parameter("farOutDeviations", 7, 1, 50)
              .parameter("unusualAtLeast", 8, 1, 1000)
              .parameter(DAYS, 30, 1, 90)
              .when(EmployeeRules::cashierOutlier),
          Rule.of(ReasonCode.SWEETHEART, EMPLOYEE, 62)
              .parameter("count", 3, 2, 50)
              .parameter("refundsOnly", 5, 2, 50)
              .parameter("refundsOnlyPercentAtMost", 25, 0, 100)
              .parameter(DAYS, 90, 1, 365)
              .when(EmployeeRules::sweetheart),
          Rule.of(ReasonCode.POST_VOID, EMPLOYEE, 45)
              .parameter("count", 3, 1, 50)
              .parameter("afterMinutes", 10, 0, 1440)
              .parameter(DAYS, 30, 1, 365)
              .when(EmployeeRules::postVoid));

  private EmployeeRules() {}

  private static void selfRefund(Dossier d, RuleSettings s, Hits hits) {
    Return refund = d.refund();
    String own = own(d, refund.cashierId());
    if (own == null) {
      own = own(d, refund.supervisorId());
    }
    if (own != null) {
      Evidence staff = new Evidence("staff", own, "handles their own purchase");
      if (Boolean.FALSE.equals(refund.customerPresent())) {
        hits.floor(s.pointsOf("nobodyPresentPoints"), staff);
      } else {
        hits.add(s.points(), staff);
      }
    }
  }

  /** The staff id, where the purchase or the refund is that person's own; else null. */
  private static @Nullable String own(Dossier d, @Nullable String staffId) {
    if (staffId == null) {
      return null;
    }
    Return refund = d.refund();
    Sale sale = d.saleIfKnown();
    boolean bought =
        sale != null
            && (staffId.equals(sale.employeeId())
                || d.view().isOwn(staffId, sale.customerId(), d.tenders().saleToken()));
    boolean refunded = d.view().isOwn(staffId, refund.customerId(), d.tenders().refundToken());
    return bought || refunded ? staffId : null;
  }

  private static void noCustomerPresent(Dossier d, RuleSettings s, Hits hits) {
    if (Boolean.FALSE.equals(d.refund().customerPresent())) {
      hits.add(s.points());
    }
  }

  /** Share of unusual refunds against the store's other cashiers, shrunk towards theirs. */
  private static void cashierOutlier(Dossier d, RuleSettings s, Hits hits) {
    String cashier = d.refund().cashierId();
    if (cashier == null) {
      return;
    }
    StoreFigures store = d.view().figures(d.transaction().storeId());
    long window = s.days(DAYS);
    long unusual = store.ofCashier(cashier, StoreFigures.UNUSUAL, d.now(), window);
    if (unusual < s.of("unusualAtLeast")) {
      return;
    }
    long own = store.ofCashier(cashier, StoreFigures.RETURNS, d.now(), window);
    long peers = store.ofAll(StoreFigures.RETURNS, d.now(), window) - own;
    long peersUnusual = store.ofAll(StoreFigures.UNUSUAL, d.now(), window) - unusual;
    // one customer with many slips is one refund
    long visits = unusualVisits(d, cashier, window);
    if (visits < s.of("unusualAtLeast")) {
      return;
    }
    own -= unusual - visits;
    unusual = visits;
    // the peers' share, shrunk towards one in ten by twenty imagined refunds
    double share = (peersUnusual + 2.0) / (peers + 20.0);
    double expected = own * share;
    double above = unusual - expected;
    double variance = expected * (1 - share);
    long far = s.of("farOutDeviations");
    long out = s.of("deviations");
    Evidence evidence =
        new Evidence("staff", cashier, unusual + " of " + own + " refunds are unusual");
    if (above > 0 && above * above > far * far * variance) {
      hits.add(s.pointsOf("farOutPoints"), evidence);
    } else if (above > 0 && above * above > out * out * variance) {
      hits.add(s.points(), evidence);
    }
  }

  private static long unusualVisits(Dossier d, String cashier, long window) {
    EntryTimeline line = d.view().unusualOf(d.transaction().storeId(), cashier);
    return Visits.ofAnybody(
        line,
        line.firstAfter(d.now() - window),
        f ->
            d.view().isWithin(f, window)
                && d.view().sees(f)
                && d.view().claim(f) != HistoryEntry.Claim.NONE);
  }

  private static void sweetheart(Dossier d, RuleSettings s, Hits hits) {
    String cashier = d.refund().cashierId();
    if (cashier == null || !d.knowsPurchase()) {
      return;
    }
    boolean both = cashier.equals(d.sale().cashierId());
    int sold = both ? d.person().visits(s.days(DAYS), () -> soldAndRefunded(d, cashier)) : 0;
    int refunded =
        isOneOfMany(d, s, cashier)
            ? d.person().visits(s.days(DAYS), () -> refunded(d, cashier))
            : 0;
    if (sold >= s.of("count") || refunded >= s.of("refundsOnly")) {
      hits.add(
          s.points(),
          new Evidence("staff", cashier, Math.max(sold, refunded) + " visits of one customer"));
    }
  }

  /** Whoever makes most of the store's refunds meets every frequent customer again and again. */
  private static boolean isOneOfMany(Dossier d, RuleSettings s, String cashier) {
    StoreFigures store = d.view().figures(d.transaction().storeId());
    long own = store.ofCashier(cashier, StoreFigures.RETURNS, d.now(), s.days(DAYS));
    long all = store.ofAll(StoreFigures.RETURNS, d.now(), s.days(DAYS));
    return own * 100 <= all * s.of("refundsOnlyPercentAtMost");
  }

  /** Refunds by this cashier, each of another receipt than this one and those before. */
  private static Predicate<HistoryEntry> refunded(Dossier d, String cashier) {
    Set<String> receipts = new HashSet<>(Set.of(ReceiptNumber.key(d.claim().receiptNumber())));
    return f ->
        cashier.equals(f.refund().cashierId())
            && f.refund().receiptNumber() != null
            && receipts.add(ReceiptNumber.key(f.refund().receiptNumber()));
  }

  private static Predicate<HistoryEntry> soldAndRefunded(Dossier d, String cashier) {
    Predicate<HistoryEntry> refunded = refunded(d, cashier);
    return f -> {
      HistoryEntry sale = d.view().sale(f.refund().receiptNumber());
      return sale != null && cashier.equals(sale.sale().cashierId()) && refunded.test(f);
    };
  }

  private static void postVoid(Dossier d, RuleSettings s, Hits hits) {
    String cashier = d.refund().cashierId();
    if (cashier == null) {
      return;
    }
    int late = 0;
    for (StaffIndex.Cancelled cancelled : d.view().voidsBy(cashier)) {
      HistoryEntry sale = d.view().sale(cancelled.receiptNumber());
      boolean recent = cancelled.mark().since() > d.now() - s.days(DAYS);
      if (recent
          && d.view().sees(cancelled.mark())
          && sale != null
          && cancelled.mark().since() - sale.since() > s.minutes("afterMinutes")) {
        late++;
      }
    }
    if (late >= s.of("count")) {
      hits.add(s.points(), new Evidence("staff", cashier, late + " late cancellations"));
    }
  }
}
