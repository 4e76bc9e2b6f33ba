package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.Catalog.Item;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineItem.Condition;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Buys first, and cheats with that purchase. */
final class OwnPurchaseFraudster extends Fraudster {
  private final @Nullable String account;
  private final boolean photographed;
  private final String card;
  private final boolean known;

  OwnPurchaseFraudster(
      Shop shop, SplittableRandom random, Scheme scheme, int number, Consumer<Happening> events) {
    super(shop, random, scheme, number, events);
    boolean named = scheme == Scheme.BORROWER || percent(scheme == Scheme.STOLEN_CARD ? 50 : 70);
    account = named ? "CU-" + name : null;
    photographed = percent(scheme == Scheme.STOLEN_CARD ? 10 : 55);
    card = "tok-" + name;
    known = percent(scheme == Scheme.WORN_ONCE || scheme == Scheme.BORROWER ? 60 : 20);
  }

  /** Some were plain customers before. */
  @Override
  void arrive(int day) {
    for (int before = 20; known && before < 200; before += 20 + random.nextInt(40)) {
      if (day - before > 0) {
        Instant at = Shop.during(day - before, random);
        honestly(paid(buys(home, at).of(shop.draw(Shop.Category.APPAREL, random), 1)).made());
      }
    }
  }

  @Override
  void act(int day) {
    switch (scheme) {
      case DOUBLE_REFUND -> bringsTwice(day);
      case SWAPPED_SERIAL, EMPTIED_BOX -> bringsAnotherDevice(day);
      case WORN_ONCE -> wears(day);
      case STOLEN_CARD -> cashesCard(day);
      default -> borrows(day);
    }
  }

  private SaleDraft paid(SaleDraft sale) {
    sale.by(account).card(card);
    return photographed && percent(90) ? sale.photo() : sale;
  }

  private ReturnDraft back(Sale sale, int store, Instant at, Condition condition, boolean read) {
    ReturnDraft draft = brings(store, at).receipt(sale).by(sale.customerId());
    sale.lines().forEach(line -> draft.line(line, line.quantity(), condition, read));
    if (sale.photo() != null && percent(95)) {
      draft.photo(Photos.samePerson(random));
    } else if (sale.photo() == null && percent(25)) {
      draft.photo(null);
    }
    String token = token(sale);
    draft.to(token == null ? Tender.Type.CASH : Tender.Type.CARD, token);
    return draft.card(token != null && percent(80) ? Boolean.TRUE : null);
  }

  private void bringsTwice(int day) {
    Shop.Category kind = percent(50) ? Shop.Category.SHOES : Shop.Category.HOME;
    Sale sale =
        paid(buys(home, Shop.during(day, random)).of(shop.drawDear(kind, random), 1)).made();
    honestly(sale);
    Instant first = later(sale, 1 + 6 * random.nextDouble());
    honestly(back(sale, home, first, Condition.NEW, true));
    Instant second = Shop.open(first.plusSeconds(3_600 + random.nextInt(90_000)));
    if (second.isAfter(first)) {
      cheats(back(sale, Shop.nearby(home, random), second, Condition.NEW, true));
    }
  }

  private void bringsAnotherDevice(int day) {
    Item device = shop.drawDear(Shop.Category.ELECTRONICS, random);
    SaleDraft draft = paid(buys(home, Shop.during(day, random)).of(device, 1));
    if (percent(35)) {
      draft.card(null);
    }
    Sale sale = draft.made();
    honestly(sale);
    Instant at = later(sale, 2 + 8 * random.nextDouble());
    int store = elsewhere(home, 50);
    if (scheme == Scheme.EMPTIED_BOX) {
      cheats(back(sale, store, at, worn(80), percent(65)));
      return;
    }
    ReturnDraft swapped = back(sale, store, at, Condition.OPENED, true);
    LineItem line = sale.lines().get(0);
    String other = "SN-old-" + name;
    swapped.replace(new LineItem(line.sku(), 1, line.unitPriceMinor(), other, Condition.OPENED));
    cheats(swapped);
  }

  private void wears(int day) {
    int bought = Shop.next(DayOfWeek.THURSDAY, day) + random.nextInt(2);
    Shop.Category kind = percent(75) ? Shop.Category.APPAREL : Shop.Category.JEWELRY;
    Sale sale =
        paid(buys(home, Shop.during(bought, random)).of(shop.drawDear(kind, random), 1)).made();
    honestly(sale);
    cheats(back(sale, elsewhere(home, 20), earlyInTheWeek(bought), worn(70), true));
  }

  private void cashesCard(int day) {
    Shop.Category kind = percent(60) ? Shop.Category.ELECTRONICS : Shop.Category.JEWELRY;
    String stolen = "tok-stolen-" + nextId();
    Sale sale =
        paid(buys(home, Shop.during(day, random)).of(shop.drawDear(kind, random), 1))
            .card(stolen)
            .made();
    honestly(sale);
    Instant at = later(sale, 0.2 + 2.5 * random.nextDouble());
    ReturnDraft draft = back(sale, elsewhere(home, 60), at, Condition.NEW, percent(90));
    draft.to(percent(75) ? Tender.Type.GIFT_CARD : Tender.Type.STORE_CREDIT, "gc-" + name);
    cheats(draft.card(percent(40) ? Boolean.FALSE : null));
  }

  private void borrows(int day) {
    SaleDraft draft = paid(buys(home, Shop.during(day, random)));
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      Shop.Category kind = percent(60) ? Shop.Category.APPAREL : Shop.Category.HOME;
      draft.of(shop.draw(kind, random), 1);
    }
    Sale sale = draft.made();
    honestly(sale);
    if (percent(85)) {
      cheats(
          back(
              sale,
              elsewhere(home, 15),
              later(sale, 6 + 15 * random.nextDouble()),
              worn(60),
              true));
    }
  }
}
