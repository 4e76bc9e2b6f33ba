package io.tillwatch.tools.demo.model;

import io.tillwatch.core.retail.LineItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody brings goods back, or says so.
 *
 * @param saleStep the step whose receipt is shown; null for an invented receipt
 * @param giftReceipt a gift receipt is shown
 * @param originalCard the card that paid is shown
 * @param inARush at once, before this store can have heard what the step before did in the other
 */
public record ReturnStep(
    @Nullable String saleStep,
    @Nullable String customer,
    List<LineItem> lines,
    Payment payment,
    Picture picture,
    boolean giftReceipt,
    boolean originalCard,
    boolean inARush)
    implements Visit {
  public ReturnStep {
    lines = List.copyOf(lines);
  }

  /** The person shows the sale's receipt and wants the money on their own card. */
  public static ReturnStep of(@Nullable String saleStep, String person, LineItem... lines) {
    return new ReturnStep(
        saleStep,
        person,
        List.of(lines),
        Payment.cardOf(person),
        Picture.camera(person),
        false,
        false,
        false);
  }

  /** The person shows a receipt that no store ever printed. */
  public static ReturnStep withInventedReceipt(String person, LineItem... lines) {
    return of(null, person, lines);
  }

  public ReturnStep with(Picture other) {
    return new ReturnStep(
        saleStep, customer, lines, payment, other, giftReceipt, originalCard, inARush);
  }

  public ReturnStep to(Payment other) {
    return new ReturnStep(
        saleStep, customer, lines, other, picture, giftReceipt, originalCard, inARush);
  }

  /** Without a customer's name. */
  public ReturnStep unnamed() {
    return new ReturnStep(
        saleStep, null, lines, payment, picture, giftReceipt, originalCard, inARush);
  }

  public ReturnStep withGiftReceipt() {
    return new ReturnStep(saleStep, customer, lines, payment, picture, true, originalCard, inARush);
  }

  /** The card that paid is there: the money goes back to it. */
  public ReturnStep withOriginalCardOf(String person) {
    return new ReturnStep(
        saleStep, customer, lines, Payment.cardOf(person), picture, giftReceipt, true, inARush);
  }

  public ReturnStep atOnce() {
    return new ReturnStep(
        saleStep, customer, lines, payment, picture, giftReceipt, originalCard, true);
  }
}
