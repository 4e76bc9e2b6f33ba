package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.RefundAllocation;
import io.tillwatch.core.retail.Sale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which units of a sale each return of it holds. A return that was made where the sale was not
 * known does not say so. It takes, in order of time, what those before it left. What it took beyond
 * that counts against a line of the same article, so that it shows as too much.
 */
final class LineAssignment {
  private final Sale sale;
  private final int[] left;
  private final Map<String, List<LineQuantity>> taken = new HashMap<>();

  private LineAssignment(Sale sale) {
    this.sale = sale;
    this.left = RefundAllocation.unitsOf(sale);
  }

  /**
   * Allots.
   *
   * @param returns that hold units, in order of time
   */
  static LineAssignment of(Sale sale, List<TransactionView> returns) {
    LineAssignment assignment = new LineAssignment(sale);
    returns.forEach(assignment::assign);
    return assignment;
  }

  /** What a return holds; nothing of one that holds none. */
  List<LineQuantity> taken(String returnId) {
    return taken.getOrDefault(returnId, List.of());
  }

  /** Units of each line that nobody holds. */
  int[] left() {
    return Arrays.stream(left).map(units -> Math.max(0, units)).toArray();
  }

  private void assign(TransactionView view) {
    List<LineQuantity> takes =
        view.isUnassigned() ? assign(view.posted().transaction().lines()) : view.taken();
    takes.stream()
        .filter(take -> take.line() >= 0 && take.line() < left.length)
        .forEach(take -> left[take.line()] -= take.units());
    taken.put(view.id(), takes);
  }

  private List<LineQuantity> assign(List<LineItem> wanted) {
    RefundAllocation allocation = RefundAllocation.of(sale, left(), wanted);
    List<LineQuantity> takes = new ArrayList<>(allocation.takes());
    for (int i = 0; i < wanted.size(); i++) {
      LineItem want = wanted.get(i);
      boolean other = allocation.otherSerial().contains(i);
      int beyond = other ? want.quantity() : allocation.shortUnits().get(i);
      int line = lineOf(sale, want.sku());
      if (beyond > 0 && line >= 0) {
        takes.add(new LineQuantity(line, beyond, beyond * want.unitPriceMinor()));
      }
    }
    return List.copyOf(takes);
  }

  /** The first line of an article, or -1 where it is not on the receipt. */
  static int lineOf(Sale sale, String sku) {
    for (int line = 0; line < sale.lines().size(); line++) {
      if (sale.lines().get(line).sku().equals(sku)) {
        return line;
      }
    }
    return -1;
  }
}
