package io.tillwatch.tools.train.world;

import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.LineItem.Condition;
import io.tillwatch.core.retail.Sale;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody who cheats in one way, for some time. What each does is in two parts by receipts. */
abstract class Fraudster {
  final Shop shop;
  final SplittableRandom random;
  final Scheme scheme;
  final String name;
  final int home;
  private final Consumer<Happening> events;
  private int made;

  Fraudster(
      Shop shop, SplittableRandom random, Scheme scheme, int number, Consumer<Happening> events) {
    this.shop = shop;
    this.random = random;
    this.scheme = scheme;
    this.events = events;
    name = "x" + scheme.ordinal() + "-" + number;
    home = random.nextInt(Shop.STORES);
  }

  /** Tries as often as the scheme says, from some day on. */
  final void live() {
    int tries = 1 + random.nextInt(2 * scheme.tries() - 1);
    double day = random.nextDouble() * (shop.plan().days() - 4) + 3;
    arrive((int) day);
    for (int i = 0; i < tries && day < shop.plan().days() - 2; i++) {
      act((int) day);
      day += Math.max(0.7, scheme.daysBetween() * (0.4 + 1.2 * random.nextDouble()));
    }
  }

  /** What an account has behind it when it begins. */
  void arrive(int day) {}

  /** One try that begins on that day. */
  abstract void act(int day);

  String nextId() {
    return name + "-" + ++made;
  }

  SaleDraft buys(int store, Instant at) {
    return new SaleDraft(shop, random, store, nextId(), at);
  }

  ReturnDraft brings(int store, Instant at) {
    return new ReturnDraft(shop.plan(), random, store, nextId(), at);
  }

  /** An honest part of it, most often a purchase. */
  void honestly(Sale sale) {
    events.accept(new Happening(sale, null));
  }

  void honestly(ReturnDraft draft) {
    add(new Happening(draft.made(), null));
  }

  void cheats(ReturnDraft draft) {
    add(new Happening(draft.made(), scheme));
  }

  private void add(Happening happening) {
    if (Shop.day(happening.event().at()) < shop.plan().days()) {
      events.accept(happening);
    }
  }

  boolean percent(int of) {
    return random.nextInt(100) < of;
  }

  /** A moment so many days after a purchase, within opening hours. */
  Instant later(Sale sale, double days) {
    Instant at = Shop.open(sale.at().plus(Duration.ofMinutes((long) (days * 1_440))));
    return at.isAfter(sale.at()) ? at : sale.at().plusSeconds(180);
  }

  /** Monday or Tuesday after a day. */
  Instant earlyInTheWeek(int day) {
    int monday = Shop.next(DayOfWeek.MONDAY, day);
    return Shop.during(monday + random.nextInt(2), random);
  }

  static LineItem dearest(Sale sale) {
    return sale.lines().stream()
        .max(Comparator.comparingLong(LineItem::unitPriceMinor))
        .orElseThrow();
  }

  static int store(Sale sale) {
    return sale.storeId().charAt(sale.storeId().length() - 1) - 'a';
  }

  int elsewhere(int store, int percent) {
    return percent(percent) ? Shop.nearby(store, random) : store;
  }

  static @Nullable String token(Sale sale) {
    return sale.tender() == null ? null : sale.tender().token();
  }

  Condition worn(int percent) {
    return percent(percent) ? Condition.OPENED : Condition.NEW;
  }
}
