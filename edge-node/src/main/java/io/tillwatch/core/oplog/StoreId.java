package io.tillwatch.core.oplog;

/**
 * Names a store and, in the op log, an origin.
 *
 * @param value 1..64 of lower-case letters, digits and hyphens, starting with a letter or digit
 */
public record StoreId(String value) implements Comparable<StoreId> {
  private static final int LONGEST = 64;

  public StoreId {
    if (value == null || !isName(value)) {
      throw new IllegalArgumentException(
          "a store id is 1..64 of a-z, 0-9 and '-', for example store-a; found " + value);
    }
  }

  /** By hand: every op that is read has one. */
  private static boolean isName(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' && i > 0)) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LONGEST;
  }

  @Override
  public int compareTo(StoreId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
