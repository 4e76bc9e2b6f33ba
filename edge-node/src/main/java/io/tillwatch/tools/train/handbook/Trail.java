package io.tillwatch.tools.train.handbook;

import java.util.Arrays;

/**
 * What one customer or one terminal did, in order of time, with running sums, so that any window is
 * a difference of two of them.
 */
final class Trail {
  private int[] time = new int[16];
  private double[] amounts = new double[17];
  private int[] frauds = new int[17];
  private int length;

  void add(int at, float amount, boolean fraud) {
    if (length == time.length) {
      time = Arrays.copyOf(time, length * 2);
      amounts = Arrays.copyOf(amounts, length * 2 + 1);
      frauds = Arrays.copyOf(frauds, length * 2 + 1);
    }
    time[length] = at;
    amounts[length + 1] = amounts[length] + amount;
    frauds[length + 1] = frauds[length] + (fraud ? 1 : 0);
    length++;
  }

  /** How many entries are not later than this. */
  int until(int at) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (time[middle] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Sum of the amounts of the entries from {@code from} (included) to {@code to} (not). */
  double amount(int from, int to) {
    return amounts[to] - amounts[from];
  }

  /** How many of these entries are frauds. */
  int frauds(int from, int to) {
    return frauds[to] - frauds[from];
  }

  boolean isFraud(int entry) {
    return frauds[entry + 1] > frauds[entry];
  }

  float amount(int entry) {
    return (float) (amounts[entry + 1] - amounts[entry]);
  }

  int time(int entry) {
    return time[entry];
  }

  int length() {
    return length;
  }
}
