package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.Catalog.Item;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineItem.Condition;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Cheats with what others bought, or with nothing at all. */
final class FoundReceiptFraudster extends Fraudster {
  private static final int FEW_DAYS = 4;
  private static final int LATE = 20 * 60 + 5;

  private final Sales sales;
  private final String cashier;

  FoundReceiptFraudster(
      Shop shop,
      SplittableRandom random,
      Scheme scheme,
      int number,
      Sales sales,
      Consumer<Happening> events) {
    super(shop, random, scheme, number, events);
    this.sales = sales;
    cashier = Shop.cashier(home, random);
  }

  @Override
  void act(int day) {
    switch (scheme) {
      case INVENTED_RECEIPT -> invents(day);
      case FOUND_CARD_RECEIPT -> findsCardReceipt(day);
      case FOUND_CASH_RECEIPT -> findsCashReceipt(day);
      case WITHOUT_RECEIPT -> bringsWithout(day);
      default -> refundsHimself(day);
    }
  }

  private LineItem fresh(Shop.Category kind, int day) {
    Item item = shop.drawDear(kind, random);
    return new LineItem(item.sku(), 1, shop.price(item, day, random), null, Condition.NEW);
  }

  private void invents(int day) {
    Instant at = Shop.during(day, random);
    ReturnDraft draft =
        brings(elsewhere(home, 40), at).receipt("R-p" + random.nextInt(9_000) + "-0");
    draft.line(fresh(Shop.Category.HOME, day)).entry(60);
    cheats(draft.to(percent(70) ? Tender.Type.CASH : Tender.Type.STORE_CREDIT, null));
  }

  private void findsCardReceipt(int day) {
    Instant at = Shop.during(day, random);
    Sale sale = sales.found(at, FEW_DAYS, random, s -> token(s) != null && isWorthIt(s));
    if (sale == null) {
      return;
    }
    ReturnDraft draft = brings(elsewhere(store(sale), 30), at).receipt(sale);
    draft.line(dearest(sale), 1, Condition.NEW, false);
    draft.by(percent(30) ? "CU-" + name : null).card(percent(60) ? Boolean.FALSE : null);
    if (percent(60)) {
      draft.to(Tender.Type.CASH, null);
    } else {
      draft.to(Tender.Type.CARD, "tok-" + name);
    }
    if (percent(40)) {
      draft.photo(sale.photo() == null ? null : Photos.otherPerson(random));
    }
    cheats(draft);
  }

  /** Nobody's account, nobody's card, no picture to compare with: nothing that a rule could see. */
  private void findsCashReceipt(int day) {
    Instant at = Shop.during(day, random);
    Sale sale =
        sales.found(
            at, FEW_DAYS, random, s -> token(s) == null && s.photo() == null && isWorthIt(s));
    if (sale == null) {
      return;
    }
    ReturnDraft draft = brings(elsewhere(store(sale), 20), at).receipt(sale).entry(30);
    draft.line(dearest(sale), 1, Condition.NEW, percent(50));
    if (percent(15)) {
      draft.photo(null);
    }
    cheats(draft.to(Tender.Type.CASH, null));
  }

  private static boolean isWorthIt(Sale sale) {
    return dearest(sale).unitPriceMinor() > 6_000 && !sale.giftReceipt();
  }

  private void bringsWithout(int day) {
    Instant at = Shop.during(day, random);
    Shop.Category kind = percent(50) ? Shop.Category.SHOES : Shop.Category.APPAREL;
    ReturnDraft draft = brings(elsewhere(home, 40), at).line(fresh(kind, day));
    draft.by(percent(80) ? "CU-" + name : null);
    if (percent(50)) {
      draft.photo(null);
    }
    cheats(draft.to(Tender.Type.STORE_CREDIT, null));
  }

  /** Before the shop closes, with what was sold lately and paid in cash, a few times a month. */
  private void refundsHimself(int day) {
    double minutes = percent(60) ? LATE + random.nextInt(45) : 9 * 60 + 5 + random.nextInt(700);
    Instant at = Shop.at(day, minutes);
    String here = Shop.store(home);
    boolean own = percent(60);
    Sale sale =
        sales.found(
            at,
            10,
            random,
            s ->
                s.storeId().equals(here)
                    && s.photo() == null
                    && dearest(s).unitPriceMinor() > 3_000
                    && (!own || cashier.equals(s.cashierId())));
    if (sale == null) {
      return;
    }
    ReturnDraft draft = brings(home, at).at(cashier).receipt(sale).entry(65);
    draft.line(dearest(sale), 1, Condition.NEW, false);
    boolean cash = token(sale) == null;
    cheats(draft.to(cash ? Tender.Type.CASH : Tender.Type.GIFT_CARD, cash ? null : "gc-" + name));
  }
}
