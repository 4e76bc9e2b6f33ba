package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.retail.ReceiptNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether somebody tries receipt numbers until one fits. A number that differs little from the
 * receipt that the same person shows in that visit was mistyped, unless there are too many of them.
 */
final class GuessingRule {
  private static final int LONGEST = 64;

  /** Keys that were hit wrongly, left out, added or swapped, at most. */
  private static final int SLIPS = 2;

  private GuessingRule() {}

  static void judge(Dossier d, RuleSettings s, Hits hits) {
    List<HistoryEntry> tries = d.person().tries(s.days("days"));
    if (tries.size() < s.of("count")) {
      return;
    }
    Set<String> numbers = new HashSet<>();
    List<HistoryEntry> guesses = new ArrayList<>();
    int mistyped = 0;
    for (HistoryEntry attempt : tries) {
      if (numbers.add(key(attempt))) {
        boolean isForgiven = isMistyped(d, attempt) && ++mistyped <= s.of("mistyped");
        if (!isForgiven) {
          guesses.add(attempt);
        }
      }
    }
    if (guesses.size() >= s.of("count")) {
      hits.add(
          guesses.size() >= s.of("many") ? s.pointsOf("manyPoints") : s.points(),
          new Evidence("count", Integer.toString(guesses.size()), "unknown receipt numbers"),
          Evidence.receipt(numberOf(guesses.get(guesses.size() - 1))));
    }
  }

  private static String key(HistoryEntry attempt) {
    return ReceiptNumber.key(numberOf(attempt));
  }

  private static String numberOf(HistoryEntry attempt) {
    String number = attempt.refund().receiptNumber();
    if (number == null) {
      throw new IllegalStateException(attempt.id() + " tries no receipt number");
    }
    return number;
  }

  private static boolean isMistyped(Dossier d, HistoryEntry attempt) {
    String typed = key(attempt);
    return (d.knowsPurchase()
            && Visits.isSameStore(d.refund(), attempt.refund())
            && isNear(typed, ReceiptNumber.key(d.claim().receiptNumber())))
        || d.person().presented(attempt, right -> isNear(typed, ReceiptNumber.key(right)));
  }

  /** Whether one number becomes the other by at most two slips of a finger. */
  static boolean isNear(String one, String other) {
    if (one.length() > LONGEST
        || other.length() > LONGEST
        || Math.abs(one.length() - other.length()) > SLIPS) {
      return false;
    }
    int[] twoBefore = new int[other.length() + 1];
    int[] before = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int slip = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(before[j - 1] + slip, 1 + Math.min(before[j], row[j - 1]));
        if (isSwap(one, i, other, j)) {
          row[j] = Math.min(row[j], twoBefore[j - 2] + 1);
        }
      }
      int[] free = twoBefore;
      twoBefore = before;
      before = row;
      row = free;
    }
    return before[other.length()] <= SLIPS;
  }

  private static boolean isSwap(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
