package io.tillwatch.core.fraud.features;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Return;
import java.util.Locale;
import java.util.Objects;

/**
 * One number about a return: what it means, its unit, and which way it may move the risk. NaN where
 * it is not known, which is never 0. Amounts are in minor units of the shop's currency, NaN in any
 * other.
 *
 * <p>A stored model names its features. A new one goes to the end; one that is here keeps its
 * meaning for good, because a changed meaning would be a wrong answer without an error.
 */
public enum Feature {
  REFUND_AMOUNT(
      "minor", 1, "what would be paid back", s -> s.money(s.dossier().claim().payableMinor())),
  UNITS("count", 1, "units that come back", s -> units(s.refund())),
  LINES("count", 0, "lines of the return", s -> s.refund().lines().size()),
  RECEIPT("0/1", -1, "a receipt was presented", s -> flag(s.refund().receiptNumber() != null)),
  PURCHASE_KNOWN("0/1", -1, "its purchase is known", s -> flag(s.dossier().knowsPurchase())),
  DAYS_SINCE_PURCHASE("days", 0, "from purchase to return", FeatureSource::daysSincePurchase),
  DAYS_PAST_WINDOW("days", 1, "beyond the return window, 0 within", FeatureSource::daysPastWindow),
  SHARE_OF_PURCHASE("0..1", 0, "what comes back of the purchase", FeatureSource::shareOfPurchase),
  UNITS_RETURNED_BEFORE("count", 0, "of the same receipt", FeatureSource::unitsReturnedBefore),
  KEYED(
      "0/1",
      1,
      "the receipt's number was typed",
      s -> flag(Return.Entry.KEYED, s.refund().entry())),
  REPRINT("0/1", 1, "the receipt is a reprint", s -> flag(s.refund().reprint())),
  GIFT_RECEIPT("0/1", 0, "a gift receipt was shown", s -> flag(s.refund().giftReceiptPresented())),
  EXCHANGE("0/1", -1, "goods against goods", s -> flag(s.refund().exchange())),
  ATTEMPTS("count", 0, "tries of this return before", s -> s.dossier().attempts()),
  NOT_NEW("0..1", 0, "share of units opened or damaged", s -> notNew(s.refund())),
  CUSTOMER_NAMED("0/1", -1, "an account is named", s -> flag(s.refund().customerId() != null)),
  CUSTOMER_ABSENT("0/1", 1, "nobody stands there", s -> flag(false, s.refund().customerPresent())),
  SUPERVISED("0/1", 0, "a supervisor stands by", s -> flag(s.refund().supervisorId() != null)),

  RETURNS_7D("count", 1, "returns of this person", s -> s.week().returns()),
  RETURNS_30D("count", 1, "returns of this person", s -> s.month().returns()),
  RETURNS_90D("count", 1, "returns of this person", s -> s.quarter().returns()),
  RETURNED_7D("minor", 1, "this person's refunds", s -> s.week().returnedMinor()),
  RETURNED_30D("minor", 1, "this person's refunds", s -> s.month().returnedMinor()),
  RETURNED_90D("minor", 1, "this person's refunds", s -> s.quarter().returnedMinor()),
  PURCHASES_30D("count", 0, "purchases of this person", s -> s.month().purchases()),
  PURCHASES_90D("count", 0, "purchases of this person", s -> s.quarter().purchases()),
  PURCHASED_90D("minor", 0, "what this person paid", s -> s.quarter().purchasedMinor()),
  RETURN_RATE_90D("0..1", 1, "refunds of refunds and purchases", s -> s.quarter().returnRate()),
  WITHOUT_RECEIPT_90D("count", 1, "returns without receipt", s -> s.quarter().withoutReceipt()),
  REFUSED_90D("count", 1, "refused returns of this person", s -> s.quarter().refused()),
  STORES_30D("count", 1, "stores with this person's returns", s -> s.month().stores()),
  FRAUDS_365D("count", 1, "confirmed frauds of this person", s -> s.year().frauds()),
  TENURE(
      "days", -1, "since this person was seen first, a year at most", s -> s.year().tenureDays()),
  AMOUNT_TO_OWN_MEAN("ratio", 1, "refund to this person's mean purchase", FeatureSource::toOwnMean),

  CASHIER_RETURNS_7D("count", 0, "refunds of the cashier", s -> s.counter().cashierReturns()),
  CASHIER_UNUSUAL_30D("0..1", 1, "unusual ones of the cashier's", s -> s.counter().unusualShare()),
  CASHIER_SOLD_IT("0/1", 1, "the cashier made the sale", FeatureSource::sameCashier),
  LANE_FRAUDS_30D("count", 1, "confirmed frauds at the lane", s -> s.counter().laneFrauds()),

  DEAREST_UNIT("minor", 1, "price of the dearest unit", s -> s.money(dearest(s.refund()))),
  WATCHLISTED("0/1", 1, "an article on the watch list", s -> s.goods().watchlisted()),
  SERIALS("0..1", 0, "share of lines with a serial number", s -> serials(s.refund())),
  ARTICLE_BACK_2D("count", 1, "units of the article back here", s -> s.goods().backLately()),
  AMOUNT_RANK("0..1", 1, "highest line among the category's sales", s -> s.goods().rank()),

  HOUR("hours", 0, "of the store's day", s -> s.hour()),
  WEEKEND("0/1", 0, "Saturday or Sunday", s -> s.weekend()),
  ELSEWHERE("0/1", 0, "another store sold it", FeatureSource::elsewhere),
  KM_FROM_PURCHASE("km", 0, "to the store that sold it", FeatureSource::kmFromPurchase),
  KMH_SINCE_SEEN("km/h", 1, "from where the person was seen last", s -> s.year().speedKmh()),

  OFF_CARD("0/1", 1, "paid by card, refunded elsewhere", s -> s.tender().offCard()),
  TO_CASH("0/1", 1, "the refund is cash", s -> s.tender().toCash()),
  SAME_TENDER("0/1", -1, "money goes back to where it came from", s -> s.tender().toOrigin()),
  ORIGINAL_CARD("0/1", -1, "the card that paid was read", s -> s.tender().originalCard()),

  PHOTO("0/1", -1, "a photo was taken", s -> flag(s.refund().photo() != null));

  /** How a feature is computed. */
  private interface Extractor {
    double of(FeatureSource source);
  }

  private final String unit;
  private final int direction;
  private final String meaning;
  private final Extractor extractor;

  Feature(String unit, int direction, String meaning, Extractor extractor) {
    this.unit = unit;
    this.direction = direction;
    this.meaning = meaning;
    this.extractor = extractor;
  }

  public String unit() {
    return unit;
  }

  /**
   * 1 where more of it never lowers the risk, -1 where it never raises it, 0 where either may be.
   */
  public int direction() {
    return direction;
  }

  public String meaning() {
    return meaning;
  }

  float of(FeatureSource source) {
    float number = (float) extractor.of(source);
    // a ratio to nothing is not known
    return Float.isInfinite(number) ? Float.NaN : number;
  }

  /** The line of the set's hash: what must not change. */
  String canonical() {
    return String.format(Locale.ROOT, "%s|%s|%d|%s", name(), unit, direction, meaning);
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }

  /** NaN where nobody said. */
  private static double flag(Object expected, @org.jspecify.annotations.Nullable Object value) {
    return value == null ? Double.NaN : flag(Objects.equals(expected, value));
  }

  private static double units(Return refund) {
    return refund.lines().stream().mapToInt(LineItem::quantity).sum();
  }

  private static double notNew(Return refund) {
    double worn =
        refund.lines().stream()
            .filter(line -> line.condition() != null && line.condition() != LineItem.Condition.NEW)
            .mapToInt(LineItem::quantity)
            .sum();
    return worn / units(refund);
  }

  private static double serials(Return refund) {
    double named = refund.lines().stream().filter(line -> line.serial() != null).count();
    return named / refund.lines().size();
  }

  private static long dearest(Return refund) {
    return refund.lines().stream().mapToLong(LineItem::unitPriceMinor).max().orElse(0);
  }
}
