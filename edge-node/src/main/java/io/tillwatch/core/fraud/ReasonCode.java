package io.tillwatch.core.fraud;

/** Every reason a score can name. A code never changes its meaning: it stands in stored answers. */
public enum ReasonCode {
  HISTORY_LOADING("This node is still reading its history; the return is held until it can judge"),
  HOME_UNREACHABLE("The selling store does not answer, and the stand-in limits do not cover this"),
  RECEIPT_UNKNOWN("No store that was heard from knows this receipt"),
  RECEIPT_TAMPERED("The receipt's signed code does not fit its contents"),
  ALREADY_REFUNDED("The goods of this receipt line were refunded before"),
  OVER_QUANTITY("More units come back than may still be refunded"),
  CONCURRENT_CLAIM("Another return holds an open claim on this receipt line"),
  NOT_ON_RECEIPT("An item is not on the receipt"),
  SERIAL_MISMATCH("The serial number is not the one that was sold on this receipt"),
  SERIAL_UNSOLD("No store sold this serial number, or it came back before"),
  SERIAL_NOT_READ("The item was sold with a serial number and none was read now"),
  PRICE_ABOVE_PAID("More is asked back than was paid"),
  RECEIPT_REPRINT("The receipt is a reprint"),
  NO_RECEIPT("No receipt was presented"),
  VOIDED_SALE("The sale was cancelled, so nothing was paid"),
  DISPUTED_PAYMENT("The payment was charged back, so the money went back before"),
  PHOTO_MISSING("No verified face photo with this return, though the purchase has one"),
  FACE_MISMATCH("The person on the photo does not look like the purchaser"),
  FACE_UNCERTAIN("The photos do not settle whether this is the purchaser"),
  LIVENESS_FAIL("The photo does not show a live person"),
  PHOTO_REPLAY("The photo was used before"),
  CUSTOMER_MISMATCH("The purchase belongs to another customer account"),
  LISTED("The customer or card is on the block list"),
  RAPID_RETURN("The goods come back very soon after the purchase"),
  VELOCITY("Many returns by the same customer or card in a short time"),
  NO_RECEIPT_VELOCITY("Several returns without receipt by the same customer or card"),
  RECEIPT_GUESSING(
      "Several receipt numbers that no store knows were tried by this customer or card"),
  IMPOSSIBLE_TRAVEL("Nobody can get from the last store to this one in the time between"),
  WARDROBING("Goods come back used after a short while"),
  CLOSING_TIME("The return is made around or outside opening hours"),
  OUT_OF_WINDOW("The return window of the purchase is over"),
  HIGH_VALUE("The amount is among the highest of this store and category"),
  UNUSUAL_AMOUNT("The amount is far from what this customer usually spends"),
  WATCHLISTED_ITEM("The item is on the watch list"),
  STRUCTURING("Several refunds stay just below an approval limit"),
  CARD_TO_CASH("Paid by card, refunded in cash"),
  CARD_TO_OTHER_CARD("Paid with one card, refunded to another"),
  CARD_TO_GIFT_CARD("Paid by card, refunded to a gift card"),
  GIFT_CARD_CYCLE("Paid with a gift card, refunded to something else"),
  CASH_WITHOUT_PROOF("Cash is asked for without a purchase that this store can see"),
  SELF_REFUND("A member of staff refunds or approves their own purchase"),
  NO_CUSTOMER_PRESENT("No customer stands at the till"),
  CASHIER_OUTLIER("This cashier makes far more unusual refunds than colleagues do"),
  SWEETHEART("The same cashier keeps refunding the same customer"),
  POST_VOID("This cashier cancels sales long after they were made"),
  RING("A card or an account is shared by several people with confirmed frauds"),
  PRIOR_FRAUD("A reviewer confirmed fraud by this customer or card before"),
  STORE_HOPPING("Returns in several stores within a short time"),
  TERMINAL_RISK("Frauds were confirmed at this lane lately"),
  BULK_SKU("Unusually many units of one article come back"),
  EXTERNAL_SCORE("An external fraud service rates this return as risky"),
  MODEL("The trained model rates this return as risky");

  private final String message;

  ReasonCode(String message) {
    this.message = message;
  }

  /** Plain words for cashier and reviewer. */
  public String message() {
    return message;
  }
}
