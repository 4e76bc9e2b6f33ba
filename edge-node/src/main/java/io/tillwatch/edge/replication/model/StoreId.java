package io.tillwatch.edge.replication.model;

import java.util.regex.Pattern;

/**
 * Names a store and, in the op log, an origin.
 *
 * @param value 1..64 of lower-case letters, digits and hyphens, starting with a letter or digit
 */
public record StoreId(String value) implements Comparable<StoreId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public StoreId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a store id is 1..64 of a-z, 0-9 and '-', for example store-a; found " + value);
    }
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
