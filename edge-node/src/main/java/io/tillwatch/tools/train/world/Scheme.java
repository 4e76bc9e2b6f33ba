package io.tillwatch.tools.train.world;

/**
 * How somebody cheats, how many people do it in a chain of 8,000 customers in two years, and how
 * what was paid comes to light later.
 */
public enum Scheme {
  /** Brings the same goods back twice, in two stores. */
  DOUBLE_REFUND(40, 2, 60, 0.9, 1, 10, false),
  /** Shows a number that no store issued. */
  INVENTED_RECEIPT(20, 3, 25, 0.5, 5, 30, false),
  /** A found receipt of a card, for cash or to another card. */
  FOUND_CARD_RECEIPT(25, 5, 12, 0.6, 5, 40, false),
  /** A broken device in the box of a new one. */
  SWAPPED_SERIAL(20, 3, 30, 0.7, 3, 20, false),
  /** Goods without receipt, again and again. */
  WITHOUT_RECEIPT(15, 7, 12, 0.3, 10, 40, false),
  /** A found receipt of somebody who paid cash, goods from the shelf, cash back. */
  FOUND_CASH_RECEIPT(24, 6, 8, 0.3, 5, 40, false),
  /** Wears it for a feast and brings it back. */
  WORN_ONCE(35, 5, 45, 0.3, 1, 10, false),
  /** The right box, the right number, and something worthless in it. */
  EMPTIED_BOX(40, 3, 20, 0.6, 3, 25, false),
  /** A cashier who refunds to a card of his own what customers bought. */
  REFUNDING_CASHIER(10, 14, 6, 0.5, 15, 60, false),
  /** Buys with somebody's card, takes the money out to a gift card. */
  STOLEN_CARD(45, 3, 6, 0.8, 15, 45, true),
  /** Uses goods up and brings them back, never too often in a week. */
  BORROWER(14, 12, 7, 0.2, 10, 60, false);

  private final int people;
  private final int tries;
  private final int daysBetween;
  private final double comesToLight;
  private final int soonestDays;
  private final int latestDays;
  private final boolean charged;

  Scheme(
      int people,
      int tries,
      int daysBetween,
      double comesToLight,
      int soonestDays,
      int latestDays,
      boolean charged) {
    this.people = people;
    this.tries = tries;
    this.daysBetween = daysBetween;
    this.comesToLight = comesToLight;
    this.soonestDays = soonestDays;
    this.latestDays = latestDays;
    this.charged = charged;
  }

  /** How many there are beside this many honest customers. */
  int people(WorldPlan plan) {
    return (int)
        Math.max(1, Math.round(people * (double) plan.customers() / 8_000 * plan.days() / 730));
  }

  /** How often one of them tries, about. */
  int tries() {
    return tries;
  }

  /** Days between two tries of one person, about. */
  int daysBetween() {
    return daysBetween;
  }

  /** Share of what was paid that somebody finds out about later. */
  double comesToLight() {
    return comesToLight;
  }

  int soonestDays() {
    return soonestDays;
  }

  int latestDays() {
    return latestDays;
  }

  /** It is found by a bank that charges the purchase back, not by the shop. */
  boolean isChargedBack() {
    return charged;
  }
}
