package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.ListEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Block and allow lists. Of the entries of a customer or card that are in force the latest holds:
 * the one whose writer had heard of the others, whatever the clocks say. An entry that ends as it
 * begins takes away those before it.
 */
final class ListIndex {
  private static final Comparator<Entry> IN_ORDER =
      Comparator.comparingLong(Entry::order)
          .thenComparing((Entry entry) -> entry.listing().at())
          .thenComparing(entry -> entry.listing().id());

  private final Map<String, List<Entry>> byCustomer = new HashMap<>();
  private final Map<String, List<Entry>> byToken = new HashMap<>();

  private record Entry(ListEntry listing, Visibility visibility, long order) {
    boolean isKnown(String store, long now) {
      return listing.storeId().equals(store) || visibility.to(store, now);
    }

    boolean isOver(long now) {
      return listing.expiresAt() != null && listing.expiresAt().toEpochMilli() <= now;
    }
  }

  /**
   * Adds an entry.
   *
   * @param order see {@link ReceivedAt}
   */
  void add(ListEntry listEntry, Visibility visibility, long order) {
    Entry entry = new Entry(listEntry, visibility, order);
    add(byCustomer, listEntry.customerId(), entry);
    add(byToken, listEntry.token(), entry);
  }

  private static void add(Map<String, List<Entry>> into, @Nullable String key, Entry entry) {
    if (key == null) {
      return;
    }
    List<Entry> entries = into.computeIfAbsent(key, k -> new ArrayList<>(1));
    if (entries.stream().noneMatch(e -> e.listing().id().equals(entry.listing().id()))) {
      entries.add(entry);
      entries.sort(IN_ORDER);
    }
  }

  boolean namesCustomers() {
    return !byCustomer.isEmpty();
  }

  /** The entry in force for a customer, or null. */
  @Nullable ListEntry ofCustomer(@Nullable String customerId, String store, long now) {
    return latest(byCustomer, customerId, store, now);
  }

  /** The entry in force for a card, or null. */
  @Nullable ListEntry ofToken(@Nullable String token, String store, long now) {
    return latest(byToken, token, store, now);
  }

  private static @Nullable ListEntry latest(
      Map<String, List<Entry>> in, @Nullable String key, String store, long now) {
    List<Entry> entries = key == null || in.isEmpty() ? null : in.get(key);
    if (entries == null) {
      return null;
    }
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry.isKnown(store, now)) {
        if (entry.listing().endsOthers()) {
          return null;
        }
        if (!entry.isOver(now)) {
          return entry.listing();
        }
      }
    }
    return null;
  }
}
