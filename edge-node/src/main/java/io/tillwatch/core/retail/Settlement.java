package io.tillwatch.core.retail;

/** Whether the money of a transaction was paid back. */
public enum Settlement {
  /** It was paid back. */
  PAID,
  /** Decided: the cash waits to be paid when the return's reference is recalled at a lane. */
  READY,
  /** Held: a reviewer, or a store that was not heard, has the next word. */
  WAITING,
  /** Nothing is paid back: a sale, or a return that was blocked or declined. */
  NONE
}
