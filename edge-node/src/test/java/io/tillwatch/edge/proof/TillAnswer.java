package io.tillwatch.edge.proof;

/**
 * What a till was told of its return, and when.
 *
 * @param answer the first answer
 * @param from when the till asked first
 * @param to when it was answered
 * @param approvedFrom when a reviewer asked for what was held to be paid; 0 where none did
 * @param approvedTo when that was answered
 * @param payouts how many lanes were told that they are the one to pay it
 */
record TillAnswer(
    ApiTransaction answer, long from, long to, long approvedFrom, long approvedTo, int payouts) {
  TillAnswer(ApiTransaction answer, long from, long to) {
    this(answer, from, to, 0, 0, 0);
  }

  TillAnswer approved(long since, long until) {
    return new TillAnswer(answer, from, to, since, until, payouts);
  }

  TillAnswer paidOut() {
    return new TillAnswer(answer, from, to, approvedFrom, approvedTo, payouts + 1);
  }

  /** How often money was handed out for it. */
  int timesPaid() {
    return payouts + (answer.isCompleted() ? 1 : 0);
  }

  boolean isApproved() {
    return approvedTo != 0;
  }

  /** The till, or the reviewer, was told that money is paid. */
  boolean isPaid() {
    return answer.isCompleted() || isApproved();
  }

  /** Whether this sum is what the till was told; of what was held it was told none. */
  boolean pays(long minor) {
    return !answer.isCompleted() || answer.totalMinor() == minor;
  }
}
