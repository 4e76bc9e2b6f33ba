package io.tillwatch.core.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some thousand transactions, a column for each of their traits: a search reads one column through,
 * which takes a millionth of a second for a thousand rows.
 */
final class RowGroup {
  static final int MOST = 1 << 13;

  /** What a row takes without its lines. */
  private static final long BYTES_PER_ROW = 64;

  private static final long BYTES_PER_LINE = 12;

  final long[] at = new long[MOST];
  final int[] store = new int[MOST];
  final int[] customer = new int[MOST];
  final int[] cashier = new int[MOST];
  final int[] card = new int[MOST];

  /** See {@link NumberHashes#receipt}. */
  final long[] receipt = new long[MOST];

  /** Sum of the lines, whatever the currency. */
  final long[] total = new long[MOST];

  /** What a sale brought in or a return paid out, in the figures' currency; 0 in another. */
  final long[] moved = new long[MOST];

  /** See {@link Traits}. */
  final int[] traits = new int[MOST];

  /** See {@link StatusBits}. */
  final short[] standing = new short[MOST];

  private final @Nullable String[] ids = new String[MOST];
  private final int[] idHashes = new int[MOST];

  /** Where the lines of the row behind begin. */
  private final int[] lineEnd = new int[MOST];

  private int[] skus = new int[MOST];
  private long[] serials = new long[MOST];
  private int lines;
  private int size;

  int size() {
    return size;
  }

  boolean isFull() {
    return size == MOST;
  }

  String id(int row) {
    return Objects.requireNonNull(ids[row]);
  }

  /** The row of that transaction, or -1. */
  int find(String id) {
    int hash = id.hashCode();
    for (int row = size - 1; row >= 0; row--) {
      if (idHashes[row] == hash && id.equals(ids[row])) {
        return row;
      }
    }
    return -1;
  }

  /** Begins a row: its columns and lines are the caller's to fill. */
  int add(String id) {
    ids[size] = id;
    idHashes[size] = id.hashCode();
    lineEnd[size] = lines;
    return size++;
  }

  /** One more line of the last row. */
  void addLine(int sku, long serial) {
    if (lines == skus.length) {
      skus = Arrays.copyOf(skus, 2 * lines);
      serials = Arrays.copyOf(serials, 2 * lines);
    }
    skus[lines] = sku;
    serials[lines++] = serial;
    lineEnd[size - 1] = lines;
  }

  int firstLine(int row) {
    return row == 0 ? 0 : lineEnd[row - 1];
  }

  int endOfLines(int row) {
    return lineEnd[row];
  }

  int sku(int line) {
    return skus[line];
  }

  boolean hasSku(int row, int sku) {
    for (int line = firstLine(row); line < lineEnd[row]; line++) {
      if (skus[line] == sku) {
        return true;
      }
    }
    return false;
  }

  boolean hasOneOf(int row, BitSet numbers) {
    for (int line = firstLine(row); line < lineEnd[row]; line++) {
      if (skus[line] > 0 && numbers.get(skus[line])) {
        return true;
      }
    }
    return false;
  }

  boolean hasSerial(int row, long serial) {
    for (int line = firstLine(row); line < lineEnd[row]; line++) {
      if (serials[line] == serial) {
        return true;
      }
    }
    return false;
  }

  long bytes() {
    return MOST * BYTES_PER_ROW + skus.length * BYTES_PER_LINE;
  }
}
