package io.tillwatch.tools.demo.model;

import static io.tillwatch.tools.demo.model.Chapter.HONEST;
import static io.tillwatch.tools.demo.model.Shop.A;
import static io.tillwatch.tools.demo.model.Shop.B;

import java.util.List;

/** People who are who they say they are. Some look odd; none may be turned away. */
final class HonestCustomers {
  private HonestCustomers() {}

  static List<Step> steps() {
    return List.of(
        honest(
            "chris-buys",
            "Chris buys a T-shirt and a jacket, photo taken",
            A,
            Purchase.by("chris", Goods.SHIRT.one(), Goods.JACKET.one())),
        honest(
            "chris-returns-shirt",
            "Chris returns the T-shirt where it was bought, photo taken",
            A,
            ReturnStep.of("chris-buys", "chris", Goods.SHIRT.one())),
        honest(
            "chris-returns-jacket",
            "Chris returns the jacket in the other store, photo taken",
            B,
            ReturnStep.of("chris-buys", "chris", Goods.JACKET.one())),
        honest(
            "dana-buys",
            "Dana buys a watch, photo taken",
            A,
            Purchase.by("dana", Goods.WATCH.serial("W-100"))),
        honest(
            "dana-returns",
            "Dana returns the watch in the other store with the card that paid",
            B,
            ReturnStep.of("dana-buys", "dana", Goods.WATCH.serial("W-100"))
                .withOriginalCardOf("dana")),
        honest(
            "emil-buys",
            "Emil buys two polos in cash, without name or photo",
            B,
            Purchase.anonymous(Goods.POLO.some(2))),
        honest(
            "emil-returns",
            "Emil returns one polo in the other store, still without photo",
            A,
            ReturnStep.of("emil-buys", "emil", Goods.POLO.one())
                .unnamed()
                .to(Payment.CASH)
                .with(Picture.NONE)),
        honest(
            "fay-buys",
            "Fay buys a jacket as a gift, photo taken",
            B,
            Purchase.by("fay", Goods.JACKET.one()).asGift()),
        honest(
            "gus-returns",
            "Gus got it and returns it with the gift receipt for store credit",
            A,
            ReturnStep.of("fay-buys", "gus", Goods.JACKET.one())
                .withGiftReceipt()
                .to(Payment.STORE_CREDIT)),
        honest(
            "hana-buys", "Hana buys a polo, photo taken", A, Purchase.by("hana", Goods.POLO.one())),
        honest(
            "ian-returns",
            "Her husband Ian returns it with the card that paid",
            A,
            ReturnStep.of("hana-buys", "ian", Goods.POLO.one()).withOriginalCardOf("hana")));
  }

  private static Step honest(String id, String title, Shop shop, Visit visit) {
    return Step.honest(HONEST, id, title, shop, visit);
  }
}
