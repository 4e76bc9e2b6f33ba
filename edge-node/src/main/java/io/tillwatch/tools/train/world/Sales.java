package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What honest people bought, in order of time: the receipts that somebody may find. */
final class Sales {
  private static final int LOOKS = 200;

  private final List<Sale> inOrder;

  Sales(List<Happening> honest) {
    List<Sale> sales = new ArrayList<>();
    for (Happening happening : honest) {
      if (happening.event() instanceof Sale sale) {
        sales.add(sale);
      }
    }
    sales.sort(Comparator.comparing(Sale::at).thenComparing(Sale::id));
    inOrder = List.copyOf(sales);
  }

  /** One of the last days before a moment that fits, or null where few do. */
  @Nullable Sale found(Instant before, int days, SplittableRandom random, Predicate<Sale> wanted) {
    int from = until(before.minus(Duration.ofDays(days)));
    int to = until(before.minus(Duration.ofHours(1)));
    for (int i = 0; i < LOOKS && to > from; i++) {
      Sale sale = inOrder.get(random.nextInt(from, to));
      if (wanted.test(sale)) {
        return sale;
      }
    }
    return null;
  }

  private int until(Instant moment) {
    int low = 0;
    int high = inOrder.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (inOrder.get(middle).at().isBefore(moment)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
