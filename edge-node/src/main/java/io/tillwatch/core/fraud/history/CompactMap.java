package io.tillwatch.core.fraud.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map from names to things in about half of what {@link java.util.HashMap} takes: of a history
 * most is such maps. Entries stand one behind the other as they came, and a table of numbers finds
 * them by open addressing with linear probing: a table of references, written all over, would keep
 * the garbage collector as busy as everybody else. For one thread.
 */
final class CompactMap<V> {
  private static final int SMALLEST = 8;
  private static final int SPREAD = 0x9E3779B9;

  /** Hash in the upper half, place of the entry plus 1 in the lower; 0 where free. */
  private long[] table = new long[SMALLEST];

  /** Key and value of place {@code i} at {@code 2 * i} and {@code 2 * i + 1}. */
  private Object[] entries = new Object[2 * SMALLEST];

  /** Places ever used, and those of them that are free again. */
  private int used;

  private int[] free = {};
  private int freed;

  int size() {
    return used - freed;
  }

  /** The value of a key, or null. */
  @Nullable V get(@Nullable String key) {
    if (key == null) {
      return null;
    }
    long found = table[slot(key, hash(key))];
    return found == 0 ? null : valueAt(place(found));
  }

  /** Puts a value where the key has none; answers the one it has, or null. */
  @Nullable V putIfAbsent(String key, V value) {
    int hash = hash(key);
    int slot = slot(key, hash);
    if (table[slot] != 0) {
      return valueAt(place(table[slot]));
    }
    insert(slot, hash, key, value);
    return null;
  }

  void put(String key, V value) {
    int hash = hash(key);
    int slot = slot(key, hash);
    if (table[slot] != 0) {
      entries[2 * place(table[slot]) + 1] = value;
    } else {
      insert(slot, hash, key, value);
    }
  }

  void remove(String key) {
    int hole = slot(key, hash(key));
    if (table[hole] == 0) {
      return;
    }
    release(place(table[hole]));
    int mask = table.length - 1;
    for (int i = (hole + 1) & mask; table[i] != 0; i = (i + 1) & mask) {
      // an entry may move up to the hole unless its own slot lies behind the hole
      if (((i - hashIn(table[i])) & mask) >= ((i - hole) & mask)) {
        table[hole] = table[i];
        hole = i;
      }
    }
    table[hole] = 0;
  }

  @SuppressWarnings("unchecked") // only values of this type are ever put
  private V valueAt(int place) {
    return (V) entries[2 * place + 1];
  }

  private void insert(int slot, int hash, String key, V value) {
    int place = freed > 0 ? free[--freed] : used++;
    if (2 * place == entries.length) {
      entries = Arrays.copyOf(entries, entries.length + (entries.length >> 2) * 2);
    }
    entries[2 * place] = key;
    entries[2 * place + 1] = value;
    table[slot] = (long) hash << 32 | place + 1;
    if (size() > table.length / 8 * 5) {
      grow();
    }
  }

  private void release(int place) {
    entries[2 * place] = null;
    entries[2 * place + 1] = null;
    if (freed == free.length) {
      free = Arrays.copyOf(free, Math.max(SMALLEST, freed * 2));
    }
    free[freed++] = place;
  }

  private void grow() {
    long[] before = table;
    table = new long[before.length * 2];
    int mask = table.length - 1;
    for (long entry : before) {
      if (entry != 0) {
        int slot = hashIn(entry) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }

  /** Where the table points to the key, or the free slot where it would. */
  private int slot(String key, int hash) {
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0
        && (hashIn(table[slot]) != hash || !key.equals(entries[2 * place(table[slot])]))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int place(long entry) {
    return (int) entry - 1;
  }

  private static int hashIn(long entry) {
    return (int) (entry >>> 32);
  }

  private static int hash(String key) {
    int hash = key.hashCode() * SPREAD;
    return hash ^ hash >>> 15;
  }
}
