package io.tillwatch.edge.fraud.model;

/**
 * A map from names to things in two arrays, about half of what {@link java.util.HashMap} takes: of
 * a history most is such maps. Open addressing with linear probing; what follows a removed entry
 * moves up, so that nothing is left of it. Hashes are kept, since looking into a name that was not
 * meant costs more than all the rest. For one thread.
 */
final class CompactMap<V> {
  private static final int SMALLEST = 8;
  private static final int SPREAD = 0x9E3779B9;

  private int[] hashes = new int[SMALLEST];

  /** Key and value of slot {@code i} at {@code 2 * i} and {@code 2 * i + 1}. */
  private Object[] entries = new Object[2 * SMALLEST];

  private int size;

  int size() {
    return size;
  }

  /** The value of a key, or null. */
  V get(String key) {
    return key == null ? null : valueAt(slot(key, hash(key)));
  }

  /** Puts a value where the key has none; answers the one it has, or null. */
  V putIfAbsent(String key, V value) {
    int hash = hash(key);
    int slot = slot(key, hash);
    if (entries[2 * slot] == null) {
      insert(slot, hash, key, value);
      return null;
    }
    return valueAt(slot);
  }

  void put(String key, V value) {
    int hash = hash(key);
    int slot = slot(key, hash);
    if (entries[2 * slot] == null) {
      insert(slot, hash, key, value);
    } else {
      entries[2 * slot + 1] = value;
    }
  }

  void remove(String key) {
    int hole = slot(key, hash(key));
    if (entries[2 * hole] == null) {
      return;
    }
    size--;
    int mask = hashes.length - 1;
    for (int i = (hole + 1) & mask; entries[2 * i] != null; i = (i + 1) & mask) {
      // an entry may move up to the hole unless its own place lies behind the hole
      if (((i - hashes[i]) & mask) >= ((i - hole) & mask)) {
        set(hole, hashes[i], entries[2 * i], entries[2 * i + 1]);
        hole = i;
      }
    }
    set(hole, 0, null, null);
  }

  @SuppressWarnings("unchecked") // only values of this type are ever put
  private V valueAt(int slot) {
    return (V) entries[2 * slot + 1];
  }

  private void insert(int slot, int hash, String key, V value) {
    set(slot, hash, key, value);
    size++;
    if (size > hashes.length / 8 * 5) {
      grow();
    }
  }

  private void grow() {
    int[] oldHashes = hashes;
    Object[] oldEntries = entries;
    hashes = new int[oldHashes.length * 2];
    entries = new Object[oldEntries.length * 2];
    int mask = hashes.length - 1;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldEntries[2 * i] != null) {
        int slot = oldHashes[i] & mask;
        while (entries[2 * slot] != null) {
          slot = (slot + 1) & mask;
        }
        set(slot, oldHashes[i], oldEntries[2 * i], oldEntries[2 * i + 1]);
      }
    }
  }

  private void set(int slot, int hash, Object key, Object value) {
    hashes[slot] = hash;
    entries[2 * slot] = key;
    entries[2 * slot + 1] = value;
  }

  /** Where the key stands, or the free slot where it would. */
  private int slot(String key, int hash) {
    int mask = hashes.length - 1;
    int slot = hash & mask;
    while (entries[2 * slot] != null && (hashes[slot] != hash || !key.equals(entries[2 * slot]))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int hash(String key) {
    int hash = key.hashCode() * SPREAD;
    return hash ^ hash >>> 15;
  }
}
