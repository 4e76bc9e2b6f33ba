package io.tillwatch.core.retail;

import java.util.ArrayList;
import java.util.List;

/**
 * Which units of a sale a return takes back, and what is paid for them: never more than was paid,
 * line by line. A line of the same serial number goes first, then the cheapest that was sold for at
 * least what is asked, then the dearest.
 *
 * @param takes units by line of the sale, lines in order
 * @param refundMinor paid back for them together
 * @param askedMinor what the return asks for the same units
 * @param shortUnits units that are on the receipt and no longer left, by line of the return
 * @param unknown lines of the return whose article is not on the receipt
 * @param otherSerial lines of the return whose article was sold under another serial number
 */
public record RefundAllocation(
    List<LineQuantity> takes,
    long refundMinor,
    long askedMinor,
    List<Integer> shortUnits,
    List<Integer> unknown,
    List<Integer> otherSerial) {
  public RefundAllocation {
    takes = List.copyOf(takes);
    shortUnits = List.copyOf(shortUnits);
    unknown = List.copyOf(unknown);
    otherSerial = List.copyOf(otherSerial);
  }

  /** Whether more is asked back than is left. */
  public boolean isShort() {
    for (int i = 0; i < shortUnits.size(); i++) {
      if (shortUnits.get(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Units of every line of a sale nobody has returned anything of. */
  public static int[] unitsOf(Sale sale) {
    List<LineItem> lines = sale.lines();
    int[] units = new int[lines.size()];
    for (int i = 0; i < units.length; i++) {
      units[i] = lines.get(i).quantity();
    }
    return units;
  }

  /**
   * Allocates.
   *
   * @param left units that may still come back by line of the sale; not changed
   */
  public static RefundAllocation of(Sale sale, int[] left, List<LineItem> wanted) {
    Working working = new Working(sale.lines(), left.clone());
    for (int i = 0; i < wanted.size(); i++) {
      working.allocate(i, wanted.get(i));
    }
    return working.done(wanted.size());
  }

  /** Allocation under way. */
  private static final class Working {
    private final List<LineItem> sold;
    private final int[] left;
    private final int[] taken;
    private final long[] paid;
    private final List<Integer> shortUnits = new ArrayList<>(1);
    private final List<Integer> unknown = new ArrayList<>(0);
    private final List<Integer> otherSerial = new ArrayList<>(0);
    private long asked;

    Working(List<LineItem> sold, int[] left) {
      this.sold = sold;
      this.left = left;
      this.taken = new int[sold.size()];
      this.paid = new long[sold.size()];
    }

    void allocate(int index, LineItem want) {
      boolean known = false;
      boolean fits = false;
      for (LineItem line : sold) {
        known |= line.sku().equals(want.sku());
        fits |= fits(line, want);
      }
      int missing = want.quantity();
      if (!known) {
        unknown.add(index);
      } else if (!fits) {
        otherSerial.add(index);
      } else {
        missing = take(want);
      }
      shortUnits.add(fits ? missing : 0);
    }

    private int take(LineItem want) {
      int missing = want.quantity();
      for (int line = best(want); missing > 0 && line >= 0; line = best(want)) {
        int units = Math.min(missing, left[line]);
        left[line] -= units;
        taken[line] += units;
        paid[line] += units * Math.min(want.unitPriceMinor(), sold.get(line).unitPriceMinor());
        asked += units * want.unitPriceMinor();
        missing -= units;
      }
      return missing;
    }

    private int best(LineItem want) {
      int best = -1;
      for (int i = 0; i < sold.size(); i++) {
        if (left[i] > 0
            && fits(sold.get(i), want)
            && (best < 0 || isBetter(sold.get(i), sold.get(best), want))) {
          best = i;
        }
      }
      return best;
    }

    private static boolean isBetter(LineItem line, LineItem best, LineItem want) {
      boolean exact = line.serial() != null && want.serial() != null;
      boolean bestExact = best.serial() != null && want.serial() != null;
      if (exact != bestExact) {
        return exact;
      }
      boolean covers = line.unitPriceMinor() >= want.unitPriceMinor();
      boolean bestCovers = best.unitPriceMinor() >= want.unitPriceMinor();
      if (covers != bestCovers) {
        return covers;
      }
      return covers
          ? line.unitPriceMinor() < best.unitPriceMinor()
          : line.unitPriceMinor() > best.unitPriceMinor();
    }

    private static boolean fits(LineItem line, LineItem want) {
      return line.sku().equals(want.sku())
          && (line.serial() == null
              || want.serial() == null
              || NumberNormalizer.same(line.serial(), want.serial()));
    }

    RefundAllocation done(int lines) {
      List<LineQuantity> takes = new ArrayList<>(lines);
      long refund = 0;
      for (int i = 0; i < taken.length; i++) {
        if (taken[i] > 0) {
          takes.add(new LineQuantity(i, taken[i], paid[i]));
          refund += paid[i];
        }
      }
      return new RefundAllocation(takes, refund, asked, shortUnits, unknown, otherSerial);
    }
  }
}
