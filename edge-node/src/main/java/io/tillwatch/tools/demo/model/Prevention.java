package io.tillwatch.tools.demo.model;

import static io.tillwatch.tools.demo.model.Expected.BLOCKED;
import static io.tillwatch.tools.demo.model.Expected.STOPPED;
import static io.tillwatch.tools.demo.model.Shop.A;
import static io.tillwatch.tools.demo.model.Shop.B;

import java.util.ArrayList;
import java.util.List;

/** Frauds one by one, each after the honest purchase that it abuses. */
final class Prevention {
  private Prevention() {}

  static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.addAll(mismatch());
    steps.addAll(missingPhoto());
    steps.addAll(highValue());
    steps.addAll(photoReplay());
    steps.addAll(doubleRefund());
    steps.addAll(receiptTricks());
    return steps;
  }

  private static List<Step> mismatch() {
    return List.of(
        honest(
            "kim-buys",
            "Kim buys a phone, photo taken",
            A,
            Purchase.by("kim", Goods.PHONE.serial("P-100"))),
        fraud(
            "finder-returns",
            "The finder of Kim's receipt wants the money on another card",
            B,
            STOPPED,
            ReturnStep.of("kim-buys", "finder", Goods.PHONE.serial("P-100"))));
  }

  private static List<Step> missingPhoto() {
    return List.of(
        honest("lea-buys", "Lea buys a watch, photo taken", B, watch("lea", "W-200")),
        fraud(
            "rapid-no-photo",
            "Seconds later somebody else returns it in the same store, no photo",
            B,
            BLOCKED,
            ReturnStep.of("lea-buys", "rusher", Goods.WATCH.serial("W-200")).with(Picture.NONE)));
  }

  private static List<Step> highValue() {
    return List.of(
        honest(
            "max-buys",
            "Max buys a laptop, photo taken",
            B,
            Purchase.by("max", Goods.LAPTOP.serial("L-200"))),
        fraud(
            "laptop-for-cash",
            "2,499.99 paid by card is to come back in cash, other store, no photo",
            A,
            BLOCKED,
            ReturnStep.of("max-buys", "max", Goods.LAPTOP.serial("L-200"))
                .to(Payment.CASH)
                .with(Picture.NONE)));
  }

  private static List<Step> photoReplay() {
    return List.of(
        honest(
            "nina-buys",
            "Nina buys a phone, photo taken in the browser",
            A,
            Purchase.by("nina", Goods.PHONE.serial("P-200")).with(Picture.upload("nina"))),
        fraud(
            "photo-replay",
            "A thief returns it and shows the picture of that purchase again",
            B,
            BLOCKED,
            ReturnStep.of("nina-buys", "nina", Goods.PHONE.serial("P-200"))
                .with(Picture.replayOf("nina-buys"))));
  }

  private static List<Step> doubleRefund() {
    return List.of(
        honest(
            "otto-buys",
            "Otto buys a phone, photo taken",
            A,
            Purchase.by("otto", Goods.PHONE.serial("P-300"))),
        honest(
            "otto-returns",
            "Otto returns it, photo taken",
            A,
            ReturnStep.of("otto-buys", "otto", Goods.PHONE.serial("P-300"))
                .withOriginalCardOf("otto")),
        fraud(
            "double-refund",
            "The same receipt once more, at once, in the other store",
            B,
            BLOCKED,
            ReturnStep.of("otto-buys", "otto", Goods.PHONE.serial("P-300"))
                .withOriginalCardOf("otto")
                .atOnce()));
  }

  private static List<Step> receiptTricks() {
    return List.of(
        honest(
            "pia-buys",
            "Pia buys one T-shirt, photo taken",
            A,
            Purchase.by("pia", Goods.SHIRT.one())),
        fraud(
            "over-quantity",
            "Pia returns three",
            B,
            BLOCKED,
            ReturnStep.of("pia-buys", "pia", Goods.SHIRT.some(3))),
        fraud(
            "not-on-receipt",
            "A jacket on the receipt of that T-shirt, by somebody else",
            A,
            STOPPED,
            ReturnStep.of("pia-buys", "quinn", Goods.JACKET.one())),
        fraud(
            "invented-receipt",
            "A receipt that no store ever printed",
            B,
            BLOCKED,
            ReturnStep.withInventedReceipt("quinn", Goods.POLO.one())),
        honest("rosa-buys", "Rosa buys a watch, photo taken", A, watch("rosa", "W-300")),
        fraud(
            "serial-swapped",
            "Another watch comes back on that receipt: the serial differs",
            B,
            BLOCKED,
            ReturnStep.of("rosa-buys", "rosa", Goods.WATCH.serial("W-999"))),
        fraud(
            "price-raised",
            "Twice the price paid is asked for, by somebody else",
            B,
            STOPPED,
            ReturnStep.of("pia-buys", "quinn", Goods.SHIRT.at(5_998))),
        honest(
            "sam-buys", "Sam buys a polo, photo taken", B, Purchase.by("sam", Goods.POLO.one())));
  }

  private static Purchase watch(String person, String serial) {
    return Purchase.by(person, Goods.WATCH.serial(serial));
  }

  private static Step honest(String id, String title, Shop shop, Visit visit) {
    return Step.honest(Chapter.PREVENTION, id, title, shop, visit);
  }

  private static Step fraud(
      String id, String title, Shop shop, Expected expected, ReturnStep attempt) {
    return Step.fraud(Chapter.PREVENTION, id, title, shop, expected, attempt);
  }
}
