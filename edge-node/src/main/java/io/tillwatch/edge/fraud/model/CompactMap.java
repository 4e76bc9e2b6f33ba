package io.tillwatch.edge.fraud.model;

/**
 * A map from names to things in two arrays, about a third of what {@link java.util.HashMap} takes:
 * of a history most is such maps. Open addressing with linear probing; what follows a removed entry
 * moves up, so that nothing is left of it. For one thread.
 */
final class CompactMap<V> {
  private static final int SMALLEST = 16;
  private static final int SPREAD = 0x9E3779B9;

  private String[] keys = new String[SMALLEST];
  private Object[] values = new Object[SMALLEST];
  private int size;

  int size() {
    return size;
  }

  /** The value of a key, or null. */
  V get(String key) {
    return key == null ? null : valueAt(slot(key));
  }

  /** Puts a value where the key has none; answers the one it has, or null. */
  V putIfAbsent(String key, V value) {
    int slot = slot(key);
    if (keys[slot] == null) {
      insert(slot, key, value);
      return null;
    }
    return valueAt(slot);
  }

  void put(String key, V value) {
    int slot = slot(key);
    if (keys[slot] == null) {
      insert(slot, key, value);
    } else {
      values[slot] = value;
    }
  }

  void remove(String key) {
    int hole = slot(key);
    if (keys[hole] == null) {
      return;
    }
    size--;
    int mask = keys.length - 1;
    for (int i = (hole + 1) & mask; keys[i] != null; i = (i + 1) & mask) {
      // an entry may move up to the hole unless its own place lies behind the hole
      if (((i - place(keys[i])) & mask) >= ((i - hole) & mask)) {
        keys[hole] = keys[i];
        values[hole] = values[i];
        hole = i;
      }
    }
    keys[hole] = null;
    values[hole] = null;
  }

  @SuppressWarnings("unchecked") // only values of this type are ever put
  private V valueAt(int slot) {
    return (V) values[slot];
  }

  private void insert(int slot, String key, V value) {
    keys[slot] = key;
    values[slot] = value;
    size++;
    if (size > keys.length / 8 * 5) {
      grow();
    }
  }

  private void grow() {
    String[] oldKeys = keys;
    Object[] oldValues = values;
    keys = new String[oldKeys.length * 2];
    values = new Object[keys.length];
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        int slot = place(oldKeys[i]);
        while (keys[slot] != null) {
          slot = (slot + 1) & mask;
        }
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  /** Where the key stands, or the free slot where it would. */
  private int slot(String key) {
    int mask = keys.length - 1;
    int slot = place(key);
    while (keys[slot] != null && !keys[slot].equals(key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Where the key stands if it meets no other. */
  private int place(String key) {
    int hash = key.hashCode() * SPREAD;
    return (hash ^ hash >>> 15) & (keys.length - 1);
  }
}
