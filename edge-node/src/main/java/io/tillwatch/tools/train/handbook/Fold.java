package io.tillwatch.tools.train.handbook;

import io.tillwatch.tools.train.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A week to train on, a week in which its labels become known, and a week to be tested on, without
 * the payments of customers who are known to be defrauded by then.
 */
final class Fold {
  static final int WEEK = 7;

  /** What is tested: which payments, and their numbers. */
  record Test(List<Integer> rows, Samples samples) {}

  private final Payments payments;
  private final int start;
  private final Samples training;
  private final Test test;
  private final Set<Integer> defrauded = new HashSet<>();

  /**
   * @param start the day on which the training begins
   */
  Fold(Payments payments, List<String> inputs, int start) {
    this.payments = payments;
    this.start = start;
    training = new Samples(inputs);
    test = new Test(new ArrayList<>(), new Samples(inputs));
  }

  boolean needs(int day) {
    return day >= start && day < start + WEEK || day >= start + 2 * WEEK && day < start + 3 * WEEK;
  }

  /** Takes a payment in, the earlier ones first; {@link #known} is told of all of them before. */
  void add(int row, float[] numbers) {
    int day = payments.day(row);
    if (day < start + WEEK) {
      training.add(numbers, payments.isFraud(row));
    } else if (!defrauded.contains(payments.customer(row))) {
      test.rows().add(row);
      test.samples().add(numbers, payments.isFraud(row));
    }
  }

  /**
   * Tells it, before the payments of a day, of whose frauds have become known: of the training
   * week, and then of one day more a day.
   */
  void beginDay(int day, DailyFrauds frauds) {
    int known = day - WEEK - 1;
    if (day == start + 2 * WEEK) {
      for (int trained = start; trained < start + WEEK; trained++) {
        defrauded.addAll(frauds.customersOf(trained));
      }
    }
    if (day >= start + 2 * WEEK && day < start + 3 * WEEK) {
      defrauded.addAll(frauds.customersOf(known));
    }
  }

  Samples training() {
    return training;
  }

  Test test() {
    return test;
  }
}
