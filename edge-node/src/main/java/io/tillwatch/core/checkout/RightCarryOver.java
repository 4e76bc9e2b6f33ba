package io.tillwatch.core.checkout;

import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.ReceiptNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a repeated return takes over of the right that its earlier, held try has: so nobody needs to
 * be asked for it again.
 *
 * @param missing what the repeated return needs beyond it
 * @param surplus what the earlier try has and the repeated return does not need
 */
public record RightCarryOver(List<LineQuantity> missing, List<LineQuantity> surplus) {
  public RightCarryOver {
    missing = List.copyOf(missing);
    surplus = List.copyOf(surplus);
  }

  /**
   * Compares both, line by line.
   *
   * @param earlier the held try, or null where nothing is repeated
   * @param receipt whose lines the repeated return takes
   * @param wanted what it takes
   */
  public static RightCarryOver of(
      @Nullable PostedReturn earlier, String receipt, List<LineQuantity> wanted) {
    if (earlier == null || !earlier.hasRight()) {
      return new RightCarryOver(wanted, List.of());
    }
    if (!ReceiptNumber.same(receipt, earlier.refund().receiptNumber())) {
      return new RightCarryOver(wanted, earlier.taken());
    }
    Map<Integer, Integer> has = LineQuantity.units(earlier.taken());
    Map<Integer, Integer> needs = LineQuantity.units(wanted);
    return new RightCarryOver(beyond(needs, has), beyond(has, needs));
  }

  private static List<LineQuantity> beyond(
      Map<Integer, Integer> all, Map<Integer, Integer> covered) {
    List<LineQuantity> left = new ArrayList<>();
    all.forEach(
        (line, units) -> {
          int more = units - covered.getOrDefault(line, 0);
          if (more > 0) {
            left.add(new LineQuantity(line, more, 0));
          }
        });
    return left;
  }
}
