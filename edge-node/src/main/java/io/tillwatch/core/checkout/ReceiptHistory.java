package io.tillwatch.core.checkout;

import io.tillwatch.core.checkout.Posted.Status;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.SaleVoid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one receipt: its sale, and the returns, voids and disputes of it. A pure fold over
 * facts, equal in every store that knows the same ones.
 *
 * @param sale null where the sale is not known here
 * @param returns every return that is paid or held, oldest first
 */
public record ReceiptHistory(
    @Nullable PostedSale sale, List<TransactionView> returns, boolean voided, boolean disputed) {
  private static final Comparator<TransactionView> BY_TIME =
      Comparator.<TransactionView, java.time.Instant>comparing(
              view -> view.posted().transaction().at())
          .thenComparing(TransactionView::id);

  public ReceiptHistory {
    returns = List.copyOf(returns);
  }

  /** Folds the facts of an index {@code receipt:<number>}, each with what was said about it. */
  public static ReceiptHistory of(List<StoredFact> facts) {
    PostedSale sale = null;
    boolean voided = false;
    boolean disputed = false;
    List<TransactionView> returns = new ArrayList<>();
    for (StoredFact stored : facts) {
      if (stored.fact() instanceof PostedSale posted && posted.status() != Status.BLOCKED) {
        sale = posted;
      }
      voided |= stored.fact() instanceof SaleVoid;
      disputed |= stored.fact() instanceof Dispute;
      TransactionView.of(stored).filter(ReceiptHistory::holdsUnits).ifPresent(returns::add);
    }
    returns.sort(BY_TIME);
    return new ReceiptHistory(sale, returns, voided, disputed);
  }

  /**
   * Units of each line of the sale that may still come back; none of a voided sale.
   *
   * @throws IllegalStateException where the sale is not known
   */
  public List<Integer> refundableUnits() {
    return Arrays.stream(left(returns)).boxed().toList();
  }

  /**
   * Units of the sale that a return holds: those it took, or, where it was made without knowing the
   * sale, those it is counted for, with what is beyond the sale. Empty where no sale is known.
   */
  public List<LineQuantity> taken(TransactionView view) {
    return sale == null ? List.of() : LineAssignment.of(sale.sale(), returns).taken(view.id());
  }

  /**
   * Units of each line that one return may have, whatever itself holds: what was sold less what was
   * paid to others, or is kept for them by a right. None of a voided sale.
   *
   * @param returnId the return that is not counted
   * @throws IllegalStateException where the sale is not known
   */
  public int[] unitsLeftBeside(String returnId) {
    List<TransactionView> others =
        returns.stream()
            .filter(view -> !view.id().equals(returnId))
            .filter(
                view ->
                    view.status() == Status.COMPLETED || ((PostedReturn) view.posted()).hasRight())
            .toList();
    return left(others);
  }

  private int[] left(List<TransactionView> to) {
    if (sale == null) {
      throw new IllegalStateException("no units are left of a receipt whose sale is not known");
    }
    return voided ? new int[sale.sale().lines().size()] : LineAssignment.of(sale.sale(), to).left();
  }

  /** Whether a return may have these units by line, see {@link #unitsLeftBeside}. */
  public boolean covers(String returnId, Map<Integer, Integer> units) {
    int[] left = unitsLeftBeside(returnId);
    return units.entrySet().stream()
        .allMatch(want -> want.getKey() < left.length && want.getValue() <= left[want.getKey()]);
  }

  /**
   * One finding for each refund, and line, that paid more than was sold, in order of time; by money
   * and by units, article by article. Held returns do not count: nothing is paid. Empty where no
   * sale is known.
   */
  public List<DoubleRefundFinding> doubleRefunds() {
    return sale == null
        ? List.of()
        : ExcessRefunds.of(
            sale.sale(),
            returns.stream().filter(view -> view.status() == Status.COMPLETED).toList());
  }

  /**
   * A double refund as the receipt's history shows it by now: a fact says what its store knew when
   * it wrote it. Anything else, and where no sale is known, as it is.
   */
  public DoubleRefundFinding asKnownNow(DoubleRefundFinding written) {
    if (sale == null || written.kind() != DoubleRefundFinding.Kind.DOUBLE_REFUND) {
      return written;
    }
    return doubleRefunds().stream()
        .filter(finding -> finding.id().equals(written.id()))
        .findFirst()
        .orElseGet(written::ofNothing);
  }

  private static boolean holdsUnits(TransactionView view) {
    return view.posted() instanceof PostedReturn && view.status() != Status.BLOCKED;
  }
}
