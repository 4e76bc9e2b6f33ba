package io.tillwatch.tools.train.handbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The numbers of a payment, from what is known when it is made: a label is known seven days later.
 * Payments are asked for once, in order of time.
 */
final class PaymentInputs {
  /** The fifteen of the Handbook. */
  static final List<String> PUBLISHED =
      List.of(
          "TX_AMOUNT",
          "TX_DURING_WEEKEND",
          "TX_DURING_NIGHT",
          "CUSTOMER_ID_NB_TX_1DAY",
          "CUSTOMER_ID_AVG_AMOUNT_1DAY",
          "CUSTOMER_ID_NB_TX_7DAY",
          "CUSTOMER_ID_AVG_AMOUNT_7DAY",
          "CUSTOMER_ID_NB_TX_30DAY",
          "CUSTOMER_ID_AVG_AMOUNT_30DAY",
          "TERMINAL_ID_NB_TX_1DAY",
          "TERMINAL_ID_RISK_1DAY",
          "TERMINAL_ID_NB_TX_7DAY",
          "TERMINAL_ID_RISK_7DAY",
          "TERMINAL_ID_NB_TX_30DAY",
          "TERMINAL_ID_RISK_30DAY");

  /** With the customer's running mean, and the terminal's delayed labels and streaks. */
  static final List<String> STREAMING =
      Stream.concat(
              PUBLISHED.stream(),
              Stream.of(
                  "AMOUNT_TO_CUSTOMER_MEAN",
                  "AMOUNT_TO_CUSTOMER_MEAN_UNTIL_A_MONTH_AGO",
                  "CUSTOMER_LARGEST_OF_7DAY_TO_MEAN",
                  "CUSTOMER_KNOWN_FRAUDS_14DAY",
                  "TERMINAL_KNOWN_STREAK",
                  "TERMINAL_DAYS_SINCE_STREAK_BEGAN",
                  "TERMINAL_DAYS_SINCE_KNOWN_FRAUD",
                  "TERMINAL_KNOWN_FRAUDS_28DAY"))
          .toList();

  private static final int[] WINDOWS = {1, 7, 30};
  private static final int DELAY = 7 * Payments.DAY;
  private static final int LATEST_NIGHT_HOUR = 6;

  /** Day 0, 2018-04-01, was a Sunday; 0 is Monday. */
  private static final int FIRST_WEEKDAY = 6;

  private static final int SATURDAY = 5;

  private final Payments payments;
  private final int width;
  private final Map<Integer, Trail> customers = new HashMap<>();
  private final Map<Integer, Trail> terminals = new HashMap<>();

  /**
   * @param streaming whether {@link #STREAMING} or only {@link #PUBLISHED}
   */
  PaymentInputs(Payments payments, boolean streaming) {
    this.payments = payments;
    this.width = (streaming ? STREAMING : PUBLISHED).size();
  }

  /** Learns a payment whose numbers nobody needs. */
  void pass(int row) {
    trail(customers, payments.customer(row)).add(time(row), payments.amount(row), fraud(row));
    trail(terminals, payments.terminal(row)).add(time(row), payments.amount(row), fraud(row));
  }

  /** The numbers of a payment, which is learned by that. */
  float[] next(int row) {
    pass(row);
    List<Float> numbers = new ArrayList<>(width);
    int hour = time(row) % Payments.DAY / 3600;
    numbers.add(payments.amount(row));
    numbers.add((payments.day(row) + FIRST_WEEKDAY) % 7 >= SATURDAY ? 1f : 0f);
    numbers.add(hour <= LATEST_NIGHT_HOUR ? 1f : 0f);
    Trail customer = trail(customers, payments.customer(row));
    Trail terminal = trail(terminals, payments.terminal(row));
    for (int days : WINDOWS) {
      int from = customer.until(time(row) - days * Payments.DAY);
      int count = customer.length() - from;
      numbers.add((float) count);
      numbers.add((float) (customer.amount(from, customer.length()) / count));
    }
    int known = terminal.until(time(row) - DELAY);
    for (int days : WINDOWS) {
      int from = terminal.until(time(row) - DELAY - days * Payments.DAY);
      int count = known - from;
      numbers.add((float) count);
      numbers.add(count == 0 ? 0f : (float) terminal.frauds(from, known) / count);
    }
    if (width > numbers.size()) {
      ofCustomer(customer, row, numbers);
      ofTerminal(terminal, known, row, numbers);
    }
    float[] flat = new float[width];
    for (int i = 0; i < width; i++) {
      flat[i] = numbers.get(i);
    }
    return flat;
  }

  private void ofCustomer(Trail customer, int row, List<Float> numbers) {
    int before = customer.length() - 1;
    int aMonthAgo = customer.until(time(row) - 30 * Payments.DAY);
    double mean = mean(customer, before);
    numbers.add((float) (payments.amount(row) / mean));
    numbers.add((float) (payments.amount(row) / mean(customer, aMonthAgo)));
    double largest = 0;
    for (int i = customer.until(time(row) - DELAY); i < before; i++) {
      largest = Math.max(largest, customer.amount(i));
    }
    numbers.add((float) (largest / mean));
    int known = customer.until(time(row) - DELAY);
    int from = customer.until(time(row) - DELAY - 14 * Payments.DAY);
    numbers.add((float) customer.frauds(from, known));
  }

  private static double mean(Trail trail, int entries) {
    return entries == 0 ? Double.NaN : trail.amount(0, entries) / entries;
  }

  private void ofTerminal(Trail terminal, int known, int row, List<Float> numbers) {
    int began = known;
    while (began > 0 && terminal.isFraud(began - 1)) {
      began--;
    }
    int last = known;
    while (last > 0 && !terminal.isFraud(last - 1)) {
      last--;
    }
    numbers.add((float) (known - began));
    numbers.add(began == known ? Float.NaN : days(time(row) - terminal.time(began)));
    numbers.add(last == 0 ? Float.NaN : days(time(row) - terminal.time(last - 1)));
    int from = terminal.until(time(row) - DELAY - 28 * Payments.DAY);
    numbers.add((float) terminal.frauds(from, known));
  }

  private static float days(int seconds) {
    return (float) seconds / Payments.DAY;
  }

  private int time(int row) {
    return payments.time(row);
  }

  private boolean fraud(int row) {
    return payments.isFraud(row);
  }

  private static Trail trail(Map<Integer, Trail> trails, int id) {
    return trails.computeIfAbsent(id, unknown -> new Trail());
  }
}
