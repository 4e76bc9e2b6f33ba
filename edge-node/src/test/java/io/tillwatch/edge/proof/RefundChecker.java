package io.tillwatch.edge.proof;

import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.HistoryChecker.Kind;
import io.tillwatch.edge.proof.Reachability.Line;
import io.tillwatch.edge.proof.RefundBalance.Overpaid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Judges money: nothing was paid twice by stores that could talk, what was paid twice in a cut is
 * within the stores' budgets, and each store's findings name the very sum.
 */
final class RefundChecker {
  /** So long after it may talk again a store has heard what others did before. */
  private static final Duration HEARD = Duration.ofSeconds(5);

  /** A request on its way when a line is cut may have been answered. */
  private static final long GUARD = Duration.ofSeconds(1).toNanos();

  private final RefundBalance book;
  private final Reachability contact;
  private final StandInLimits limits;
  private final String store;
  private final List<Fault> found = new ArrayList<>();

  /** Judges by what this store lists. */
  RefundChecker(String store, RefundBalance book, Reachability contact, StandInLimits limits) {
    this.store = store;
    this.book = book;
    this.contact = contact;
    this.limits = limits;
  }

  /**
   * Everything that is wrong.
   *
   * @param findings money that the store's findings say was paid too much, by receipt
   */
  List<Fault> judge(Map<String, Long> findings) {
    List<Overpaid> over = book.overpaid();
    over.forEach(this::checkContact);
    checkBudgets();
    checkSum(over);
    checkFindings(over, findings);
    return found;
  }

  /** Money that was paid too much for receipts that some store sold, by receipt. */
  static Map<String, Long> truth(RefundBalance book) {
    Map<String, Long> truth = new TreeMap<>();
    book.overpaid().stream()
        .filter(over -> book.homeOf(over.receipt()) != null)
        .forEach(over -> truth.merge(over.receipt(), over.overMinor(), Long::sum));
    return truth;
  }

  private void checkContact(Overpaid over) {
    int inTouch = units(over, this::wasInTouch);
    long minor =
        over.payments().stream()
            .filter(this::wasInTouch)
            .mapToLong(payment -> payment.minor(over.article()))
            .sum();
    if (inTouch > over.soldUnits() || minor > over.soldMinor()) {
      fault(
          Kind.OVER_REFUNDED,
          "%d units, %d of money, of what could be asked for: %s"
              .formatted(inTouch, minor, text(over)));
    }
    for (Payment payment : over.payments()) {
      if (payment.isTimed()) {
        int known = units(over, earlier -> earlier != payment && wasKnown(earlier, payment));
        if (known + payment.units(over.article()) > over.soldUnits() && known > 0) {
          fault(
              Kind.OVER_REFUNDED, "%s knew of %d units: %s".formatted(payment, known, text(over)));
        }
      }
    }
  }

  private static int units(Overpaid over, Predicate<Payment> which) {
    return over.payments().stream()
        .filter(which)
        .mapToInt(payment -> payment.units(over.article()))
        .sum();
  }

  /** Whether who paid could ask who sold, all the time; a person may pay for what nobody sold. */
  private boolean wasInTouch(Payment payment) {
    String home = book.homeOf(payment.receipt());
    return (payment.isLate() && (home != null || !payment.told().isApproved()))
        || payment.store().equals(home)
        || (payment.told() != null
            && others(payment.store(), home).stream()
                .allMatch(other -> line(payment, other, 0) == Line.WHOLE));
  }

  /** Whether who paid this, or the store that it could ask, knew that the other was paid. */
  private boolean wasKnown(Payment earlier, Payment payment) {
    if (!earlier.isTimed() || earlier.paidAt() > payment.askedAt()) {
      return false;
    }
    String home = book.homeOf(payment.receipt());
    boolean asked =
        home != null
            && contact.during(payment.store(), home, payment.askedAt(), payment.paidAt())
                == Line.WHOLE;
    return heardOf(earlier, payment.store(), payment) || (asked && heardOf(earlier, home, payment));
  }

  private boolean heardOf(Payment earlier, String by, Payment payment) {
    return contact.talked(earlier.store(), by, earlier.paidAt(), payment.askedAt(), HEARD);
  }

  /** Each store's outstanding stand-ins, as far as a refund can have been nothing else. */
  private void checkBudgets() {
    List<Payment> alone =
        book.payments().stream()
            .filter(this::wasAlone)
            .sorted(Comparator.comparing(Payment::paidAt))
            .toList();
    for (Payment payment : alone) {
      List<Payment> outstanding =
          alone.stream().filter(earlier -> isOutstanding(earlier, payment)).toList();
      long minor = minor(outstanding);
      boolean within =
          minor <= limits.totalMinor()
              && outstanding.size() <= limits.count()
              && payment.returned().totalMinor() <= limits.perReturnMinor();
      if (!within) {
        fault(
            Kind.BEYOND_BUDGET,
            "%s of %d: %d refunds of %d together, allowed are %s"
                .formatted(
                    payment, payment.returned().totalMinor(), outstanding.size(), minor, limits));
      }
    }
  }

  /** Whether nobody could be asked, so that it was paid on the store's own word. */
  private boolean wasAlone(Payment payment) {
    String home = book.homeOf(payment.receipt());
    return payment.told() != null
        && !payment.isLate()
        && !payment.store().equals(home)
        && !mayHaveHadItsRight(payment.returned(), home)
        && others(payment.store(), home).stream()
            .anyMatch(other -> line(payment, other, GUARD) == Line.CUT);
  }

  /**
   * Whether it repeats a try that was held when somebody could be asked: what such a try got, its
   * repetition pays with. Where a till was not told of that try, nobody knows.
   */
  private boolean mayHaveHadItsRight(ApiTransaction repetition, String home) {
    TillAnswer earlier = book.told(repetition.retryOf());
    if (repetition.retryOf().isEmpty() || earlier == null) {
      return !repetition.retryOf().isEmpty();
    }
    boolean couldAsk =
        others(repetition.store(), home).stream()
            .noneMatch(
                other ->
                    contact.during(repetition.store(), other, earlier.from() - GUARD, earlier.to())
                        == Line.CUT);
    return (earlier.answer().isHeld() && couldAsk) || mayHaveHadItsRight(earlier.answer(), home);
  }

  /** Whether the earlier of these stand-ins of one store cannot have been heard of at the later. */
  private boolean isOutstanding(Payment earlier, Payment payment) {
    String home = book.homeOf(earlier.receipt());
    return earlier.store().equals(payment.store())
        && earlier.paidAt() <= payment.paidAt()
        && others(earlier.store(), home).stream()
            .anyMatch(
                other ->
                    contact.during(earlier.store(), other, earlier.paidAt(), payment.paidAt())
                        == Line.CUT);
  }

  private Line line(Payment payment, String other, long before) {
    return contact.during(
        payment.store(), other, payment.told().from() - before, payment.told().to());
  }

  /** Whom to ask: who sold; where nobody did, all others. */
  private Collection<String> others(String asking, String home) {
    return home != null
        ? List.of(home)
        : contact.stores().stream().filter(other -> !other.equals(asking)).toList();
  }

  /** Refunds at moments when a line may or may not have carried something are bounded, too. */
  private void checkSum(List<Overpaid> over) {
    long minor = over.stream().mapToLong(Overpaid::overMinor).sum();
    long most = limits.totalMinor() * contact.stores().size() * (1L + contact.mends());
    if (minor > most) {
      fault(Kind.BEYOND_BUDGET, minor + " paid too much in all, at most " + most + " was allowed");
    }
  }

  private void checkFindings(List<Overpaid> over, Map<String, Long> findings) {
    Map<String, Long> truth = truth(book);
    for (Overpaid each : over) {
      if (truth.containsKey(each.receipt()) && !findings.containsKey(each.receipt())) {
        fault(Kind.UNREPORTED, text(each));
      }
    }
    findings.forEach(
        (receipt, minor) -> {
          if (!Objects.equals(truth.getOrDefault(receipt, 0L), minor)) {
            fault(
                Kind.MISREPORTED,
                "%s: findings of %d, paid too much were %d"
                    .formatted(receipt, minor, truth.getOrDefault(receipt, 0L)));
          }
        });
  }

  private void fault(Kind kind, String what) {
    found.add(new Fault(kind, store, what));
  }

  private static long minor(List<Payment> payments) {
    return payments.stream().mapToLong(payment -> payment.returned().totalMinor()).sum();
  }

  private static String text(Overpaid over) {
    return "%s %s, %d sold, %d too much, paid by %s"
        .formatted(
            over.receipt(), over.article(), over.soldUnits(), over.overMinor(), over.payments());
  }
}
