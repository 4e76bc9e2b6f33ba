package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineItem.Condition;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who buys, and brings back what does not fit, is broken or was a gift. */
final class HonestCustomer {
  private static final double DAYS_OF_MONTH = 30;
  private static final int MOST_LINES = 5;

  private final Shop shop;
  private final SplittableRandom random;
  private final Consumer<Happening> events;
  private final String name;
  private final int home;
  private final @Nullable String account;
  private final boolean photographed;
  private final boolean hasPartner;
  private final boolean travels;
  private final int cashPercent;
  private final double monthly;
  private final double returning;
  private final int since;
  private final int cardRenewed;
  private final Shop.Category taste;
  private int made;

  HonestCustomer(Shop shop, SplittableRandom random, int number, Consumer<Happening> events) {
    this.shop = shop;
    this.random = random;
    this.events = events;
    name = "p" + number;
    home = random.nextInt(Shop.STORES);
    account = random.nextInt(100) < 70 ? "CU-" + name : null;
    photographed = random.nextInt(100) < 60;
    hasPartner = random.nextInt(100) < 30;
    cashPercent = random.nextInt(100) < 22 ? 85 : 8;
    boolean regular = random.nextInt(100) < 5;
    monthly = (regular ? 4 : 1) * Math.exp(-0.35 + 0.7 * random.nextGaussian());
    travels = random.nextInt(100) < 8;
    // who tries on at home buys more than others, and brings more back
    boolean tries = random.nextInt(100) < (regular ? 40 : 6);
    returning = tries ? 0.32 : 0.055 * Math.exp(0.5 * random.nextGaussian());
    since = Math.max(0, random.nextInt(-1_100, shop.plan().days() - 30));
    cardRenewed = random.nextInt(2 * shop.plan().days());
    Shop.Category[] kinds = Shop.Category.values();
    taste = kinds[random.nextInt(kinds.length)];
  }

  void live() {
    for (int day = since; day < shop.plan().days(); day++) {
      if (random.nextDouble() < monthly / DAYS_OF_MONTH * Shop.busy(day)) {
        Sale sale = buy(day);
        events.accept(new Happening(sale, null));
        returnSome(sale);
      }
    }
  }

  private Sale buy(int day) {
    boolean away = travels && random.nextInt(100) < 20;
    int plain = random.nextInt(100) < 82 ? home : Shop.nearby(home, random);
    int store = away ? Shop.anywhere(random) : plain;
    String id = name + "-" + ++made;
    SaleDraft sale = new SaleDraft(shop, random, store, id, Shop.during(day, random));
    int lines = 1;
    while (lines < MOST_LINES && random.nextInt(100) < 38) {
      lines++;
    }
    for (int i = 0; i < lines; i++) {
      Shop.Category[] kinds = Shop.Category.values();
      boolean usual = random.nextInt(100) < 50;
      Shop.Category kind = usual ? taste : kinds[random.nextInt(kinds.length)];
      sale.of(shop.draw(kind, random), random.nextInt(100) < 88 ? 1 : 2 + random.nextInt(2));
    }
    sale.by(random.nextInt(100) < 88 ? account : null);
    sale.card(random.nextInt(100) < cashPercent ? null : card(day));
    if (photographed && random.nextInt(100) < 90) {
      sale.photo();
    }
    if (random.nextInt(100) < (Shop.busy(day) > 1.6 ? 7 : 3)) {
      sale.gift();
    }
    return sale.made();
  }

  private String card(int day) {
    return "tok-" + name + (day >= cardRenewed ? "-new" : "");
  }

  private void returnSome(Sale sale) {
    double[] chance = {0};
    sale.lines().forEach(line -> chance[0] += returning * kind(line).comesBack());
    if (random.nextDouble() >= chance[0]) {
      return;
    }
    boolean gift = sale.giftReceipt();
    Instant open = Shop.open(sale.at().plus(gift ? afterAFeast() : after()));
    Instant at = open.isAfter(sale.at()) ? open : sale.at().plusSeconds(90);
    if (Shop.day(at) >= shop.plan().days()) {
      return;
    }
    ReturnDraft draft = goods(sale, at);
    if (gift || random.nextInt(100) < 2) {
      receivedAsGift(sale, draft, gift);
    } else {
      own(sale, draft, (int) Shop.day(at));
    }
    events.accept(new Happening(draft.made(), null));
  }

  /**
   * A few minutes for a wrong size; the next days for what was tried on at home; weeks for most; a
   * few come at the window's end, or late.
   */
  private Duration after() {
    int kind = random.nextInt(100);
    if (kind < 4) {
      return Duration.ofSeconds(120 + random.nextInt(480));
    }
    if (kind < 11) {
      return Duration.ofMinutes(10 + random.nextInt(kind < 7 ? 50 : 600));
    }
    if (kind < 35) {
      return Duration.ofMinutes(1_000 + random.nextInt(4 * 1_440));
    }
    double days =
        kind < 98 ? Math.exp(2.3 + 0.85 * random.nextGaussian()) : 84 + random.nextInt(12);
    return Duration.ofMinutes((long) (1_440 * Math.min(100, days + 0.5)));
  }

  private Duration afterAFeast() {
    return Duration.ofHours(24L * (4 + random.nextInt(30)) + random.nextInt(10));
  }

  private ReturnDraft goods(Sale sale, Instant at) {
    boolean soon = Duration.between(sale.at(), at).toHours() < 3;
    int sold = sale.storeId().charAt(sale.storeId().length() - 1) - 'a';
    int plain = random.nextInt(100) < 86 ? sold : Shop.nearby(sold, random);
    boolean away = travels && random.nextInt(100) < 35;
    int store = soon ? sold : away ? Shop.anywhere(random) : plain;
    ReturnDraft draft = new ReturnDraft(shop.plan(), random, store, name + "-" + ++made, at);
    int least = random.nextInt(sale.lines().size());
    for (int i = 0; i < sale.lines().size(); i++) {
      LineItem line = sale.lines().get(i);
      if (i == least || random.nextInt(100) < 18) {
        int units = random.nextInt(100) < 70 ? line.quantity() : 1;
        draft.line(line, units, condition(line), random.nextInt(100) < 88);
        if (units * line.unitPriceMinor() > 50_000 && random.nextInt(100) < 40) {
          draft.supervised();
        }
      }
    }
    return draft;
  }

  private Condition condition(LineItem line) {
    int draw = random.nextInt(100);
    int opened = kind(line) == Shop.Category.ELECTRONICS ? 55 : 22;
    return draw < opened ? Condition.OPENED : draw < opened + 4 ? Condition.DAMAGED : Condition.NEW;
  }

  private Shop.Category kind(LineItem line) {
    return shop.category(line.sku());
  }

  /** Brought back by who bought it, or by the partner with the same account. */
  private void own(Sale sale, ReturnDraft draft, int day) {
    boolean partner = hasPartner && random.nextInt(100) < 6;
    boolean shown = random.nextInt(100) < 94;
    if (shown) {
      draft.receipt(sale);
      if (random.nextInt(100) < 2) {
        draft.reprint();
      }
    }
    draft.by(sale.customerId() != null && random.nextInt(100) < 92 ? sale.customerId() : null);
    payBack(sale, draft, day, partner);
    if (!shown && random.nextInt(100) < 90) {
      draft.to(Tender.Type.STORE_CREDIT, null);
    }
    if (sale.photo() != null && random.nextInt(100) < 99) {
      draft.photo(partner ? Photos.otherPerson(random) : Photos.samePerson(random));
    } else if (sale.photo() == null && random.nextInt(100) < 35) {
      draft.photo(null);
    }
    if (random.nextInt(100) < 10) {
      draft.exchange();
    }
  }

  private void payBack(Sale sale, ReturnDraft draft, int day, boolean partner) {
    String token = sale.tender() == null ? null : sale.tender().token();
    int draw = random.nextInt(100);
    if (token == null) {
      draft.to(draw < 88 ? Tender.Type.CASH : Tender.Type.STORE_CREDIT, null);
    } else if (draw < 92) {
      draft.to(Tender.Type.CARD, card(day));
      boolean read = card(day).equals(token) && random.nextInt(100) < (partner ? 50 : 82);
      draft.card(read ? Boolean.TRUE : random.nextBoolean() ? Boolean.FALSE : null);
    } else {
      Tender.Type type =
          draw < 95
              ? Tender.Type.STORE_CREDIT
              : draw < 98 ? Tender.Type.GIFT_CARD : Tender.Type.CASH;
      draft.to(type, type == Tender.Type.GIFT_CARD ? "gc-" + name + "-" + made : null);
      draft.card(random.nextBoolean() ? Boolean.FALSE : null);
    }
  }

  private void receivedAsGift(Sale sale, ReturnDraft draft, boolean printed) {
    draft.receipt(sale);
    if (printed && random.nextInt(100) < 85) {
      draft.gift();
    }
    draft.by(random.nextInt(100) < 40 ? "CU-friend-" + name : null);
    int draw = random.nextInt(100);
    boolean cash = sale.tender() != null && sale.tender().token() == null && draw < 30;
    draft.to(
        cash ? Tender.Type.CASH : draw < 80 ? Tender.Type.STORE_CREDIT : Tender.Type.GIFT_CARD,
        cash || draw < 80 ? null : "gc-friend-" + name);
    if (random.nextInt(100) < 60) {
      draft.photo(sale.photo() == null ? null : Photos.otherPerson(random));
    }
  }
}
