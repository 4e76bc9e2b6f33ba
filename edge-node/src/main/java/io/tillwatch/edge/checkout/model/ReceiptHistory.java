package io.tillwatch.edge.checkout.model;

import io.tillwatch.edge.checkout.model.Posted.Status;
import io.tillwatch.edge.ledger.model.StoredFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of one receipt: its sale, and the returns, voids and disputes of it. A pure fold over
 * facts, equal in every store that knows the same ones.
 *
 * @param sale null where the sale is not known here
 * @param returns every return that took units and still holds them, oldest first
 */
public record ReceiptHistory(
    PostedSale sale, List<TransactionView> returns, boolean voided, boolean disputed) {
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

  /** Units of each line of the sale that may still come back; none of a voided sale. */
  public List<Integer> refundableUnits() {
    int[] left = new int[sale.sale().lines().size()];
    if (!voided) {
      Arrays.setAll(left, line -> Math.max(0, sold(line) - unitsTaken(line)));
    }
    return Arrays.stream(left).boxed().toList();
  }

  /**
   * The double refund of a line, or empty where no more came back than was sold. Held returns do
   * not count: nothing is paid.
   */
  public Optional<Finding> doubleRefund(int line) {
    List<TransactionView> paid =
        returns.stream()
            .filter(view -> view.status() == Status.COMPLETED && units(view, line) > 0)
            .toList();
    int over = paid.stream().mapToInt(view -> units(view, line)).sum() - sold(line);
    if (over <= 0) {
      return Optional.empty();
    }
    Sale sold = sale.sale();
    return Optional.of(
        new Finding(
            Finding.idFor(sold.receiptNumber(), line),
            paid.get(paid.size() - 1).posted().transaction().at(),
            sold.storeId(),
            Finding.Kind.DOUBLE_REFUND,
            sold.receiptNumber(),
            line,
            paid.stream().map(TransactionView::id).toList(),
            over,
            over * sold.lines().get(line).unitPriceMinor()));
  }

  private int sold(int line) {
    return sale.sale().lines().get(line).quantity();
  }

  private int unitsTaken(int line) {
    return returns.stream().mapToInt(view -> units(view, line)).sum();
  }

  private static int units(TransactionView view, int line) {
    return ((PostedReturn) view.posted())
        .taken().stream().filter(take -> take.line() == line).mapToInt(LineTake::units).sum();
  }

  private static boolean holdsUnits(TransactionView view) {
    return view.posted() instanceof PostedReturn && view.status() != Status.BLOCKED;
  }
}
