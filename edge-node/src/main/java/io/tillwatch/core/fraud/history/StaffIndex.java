package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.Sale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which accounts and cards are those of staff, and who cancelled which sales. */
public final class StaffIndex {
  private static final int MOST_VOIDS = 64;

  private final Map<String, TreeSet<String>> staffByAccount = new HashMap<>();
  private final Map<String, TreeSet<String>> staffByCard = new HashMap<>();
  private final Map<String, List<Cancelled>> voidsByCashier = new HashMap<>();

  /** A sale that was cancelled. */
  public record Cancelled(String receiptNumber, Annotation mark) implements Comparable<Cancelled> {
    @Override
    public int compareTo(Cancelled other) {
      int byTime = Long.compare(mark.at(), other.mark.at());
      return byTime != 0 ? byTime : mark.id().compareTo(other.mark.id());
    }
  }

  void bought(Sale sale) {
    if (sale.employeeId() != null) {
      note(staffByAccount, sale.customerId(), sale.employeeId());
      note(staffByCard, PersonIndex.token(sale.tender()), sale.employeeId());
    }
  }

  private static void note(
      Map<String, TreeSet<String>> into, @Nullable String key, String employee) {
    if (key != null) {
      into.computeIfAbsent(key, k -> new TreeSet<>()).add(employee);
    }
  }

  /** Whether an account or a card was used for staff purchases of that person. */
  boolean belongsTo(@Nullable String staffId, @Nullable String customerId, @Nullable String token) {
    return staffId != null
        && (holds(staffByAccount, customerId, staffId) || holds(staffByCard, token, staffId));
  }

  private static boolean holds(
      Map<String, TreeSet<String>> in, @Nullable String key, String staffId) {
    TreeSet<String> staff = key == null ? null : in.get(key);
    return staff != null && staff.contains(staffId);
  }

  void cancelled(@Nullable String cashier, String receipt, Annotation annotation) {
    if (cashier == null) {
      return;
    }
    List<Cancelled> voids = voidsByCashier.computeIfAbsent(cashier, k -> new ArrayList<>(2));
    Cancelled added = new Cancelled(receipt, annotation);
    if (voids.stream().noneMatch(v -> v.mark().id().equals(annotation.id()))) {
      voids.add(added);
      voids.sort(null);
      if (voids.size() > MOST_VOIDS) {
        voids.remove(0);
      }
    }
  }

  List<Cancelled> voidsBy(@Nullable String cashier) {
    return cashier == null ? List.of() : voidsByCashier.getOrDefault(cashier, List.of());
  }
}
