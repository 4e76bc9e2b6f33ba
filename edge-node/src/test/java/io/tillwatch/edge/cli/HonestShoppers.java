package io.tillwatch.edge.cli;

import io.tillwatch.edge.cli.HonestShop.Article;
import io.tillwatch.edge.cli.HonestShop.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Honest customers of a made-up chain over a hundred days, as the event stream that {@code
 * evaluate} reads; the same seed makes the same. Photos fail to be taken now and then, gifts come
 * back by who got them, couples share an account, cards are renewed, several receipts are handed
 * over in one visit, in any store, to the last day of the window, and numbers are mistyped and then
 * keyed right. Ids of refused mistyped tries begin with {@code typo}.
 */
final class HonestShoppers {
  private static final int DAYS = 110;
  private static final double MISSING_PHOTO = 0.02;

  private final Random random;
  private final HonestShop shop;
  private final List<Event> events = new ArrayList<>();
  private int transactions;
  private int units;
  private int receipts;

  private record Event(Instant at, int number, String line) {}

  /** What was bought, and by whom: all that is needed to bring it back. */
  record Purchase(
      String receipt,
      Store store,
      int day,
      int due,
      boolean second,
      String token,
      boolean hasPhoto,
      boolean isGift,
      String lines) {}

  HonestShoppers(long seed) {
    this.random = new Random(seed);
    this.shop = new HonestShop(random);
  }

  /** The stream: a context line, then at least so many sales and returns. */
  List<String> lines(int count) {
    while (transactions < count) {
      new Household(units++).live();
    }
    events.sort(Comparator.comparing(Event::at).thenComparing(Event::number));
    List<String> lines = new ArrayList<>(events.size() + 1);
    lines.add(shop.context());
    events.forEach(event -> lines.add(event.line()));
    return lines;
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private void add(Instant at, String id, String type, Store store, String fields) {
    String head =
        "{\"kind\":\"event\",\"id\":\"%s\",\"at\":\"%s\",\"storeId\":\"%s\",\"type\":\"%s\"";
    String line =
        String.format(head, id, at, store.id(), type) + ",\"currency\":\"USD\"" + fields + "}";
    events.add(new Event(at, events.size(), line));
    transactions += id.startsWith("typo") ? 0 : 1;
  }

  private static String text(String name, String value) {
    return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
  }

  /** One or two people with one card between them, and what they did not bring back yet. */
  private final class Household {
    private final int id;
    private final Store home = HonestShop.STORES.get(random.nextInt(HonestShop.STORES.size()));
    private final boolean isCouple = chance(0.2);
    private final boolean isBusiness = chance(0.01);
    private final String employee = chance(0.01) ? "C-" + home.id() + "-1" : null;
    private final String account = chance(0.7) ? "CU-" + units : null;
    private final boolean sharesAccount = chance(0.5);
    private final boolean consents = chance(0.8);
    private final int renewal = chance(0.15) ? 10 + random.nextInt(80) : DAYS;
    private final List<Purchase> kept = new ArrayList<>();

    Household(int id) {
      this.id = id;
    }

    void live() {
      int day = random.nextInt(12);
      while (day < DAYS) {
        boolean travels = chance(0.15);
        Store store =
            travels ? HonestShop.STORES.get(random.nextInt(HonestShop.STORES.size())) : home;
        Instant at = store.at(day, LocalTime.of(9, 5).plusMinutes(random.nextInt(600)));
        bringBack(day, store, at);
        if (chance(0.85)) {
          buy(day, store, at.plusSeconds(600));
        }
        day += 1 + (int) (-Math.log(1 - random.nextDouble()) * (isBusiness ? 4 : 8));
      }
    }

    private String person(boolean second) {
      return account == null || !second || sharesAccount ? account : account + "-2";
    }

    private String card(int day) {
      return "tok-" + id + (day < renewal ? "" : "-new");
    }

    private void buy(int day, Store store, Instant at) {
      boolean second = isCouple && chance(0.5);
      boolean isCard = chance(0.75);
      boolean isGift = chance(0.06);
      boolean hasPhoto = consents && !chance(MISSING_PHOTO);
      String receipt = receipt(store);
      String lines = basket();
      String photo = hasPhoto ? photo("s" + receipt, "") : "";
      String tender =
          isCard ? "{\"type\":\"CARD\",\"token\":\"" + card(day) + "\"}" : "{\"type\":\"CASH\"}";
      add(
          at,
          "s" + receipt,
          "SALE",
          store,
          text("receiptNumber", receipt)
              + text("customerId", person(second))
              + text("employeeId", employee)
              + till(store, at, false)
              + ",\"lines\":["
              + lines
              + "],\"tender\":"
              + tender
              + (isGift ? ",\"giftReceipt\":true" : "")
              + photo);
      Purchase purchase =
          new Purchase(
              receipt,
              store,
              day,
              due(day, lines),
              second,
              isCard ? card(day) : null,
              hasPhoto,
              isGift,
              lines);
      if (purchase.due() == day) {
        Instant back = at.plusSeconds(120 + random.nextInt(4_000));
        bringBack(purchase, day, store, till(store, back, true), back);
      } else if (purchase.due() > 0) {
        kept.add(purchase);
      }
    }

    /** The day on which it is to come back, or 0: most is kept. */
    private int due(int day, String lines) {
      if (lines.contains(HonestShop.RECALLED.sku()) && day < 40) {
        return chance(0.7) ? 41 : 0;
      }
      if (!chance(isBusiness ? 0.35 : 0.2)) {
        return 0;
      }
      double when = random.nextDouble();
      return when < 0.11 ? day : when < 0.95 ? day + 1 + random.nextInt(40) : day + 85;
    }

    private String basket() {
      int count = 1 + random.nextInt(isBusiness ? 4 : 3);
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < count; i++) {
        Article article = shop.any(random);
        int quantity = article.serialised() ? 1 : isBusiness ? 4 + random.nextInt(16) : 1;
        long price = chance(0.2) ? article.price() * 8 / 10 : article.price();
        lines
            .append(i == 0 ? "" : ",")
            .append("{\"sku\":\"" + article.sku() + "\",\"quantity\":" + quantity)
            .append(",\"unitPriceMinor\":" + price)
            .append(article.serialised() ? text("serial", "SN" + receipts + "-" + i) : "")
            .append("}");
      }
      return lines.toString();
    }

    private void bringBack(int day, Store store, Instant at) {
      Instant next = at;
      String till = till(store, at, true);
      for (Purchase purchase : List.copyOf(kept)) {
        if (purchase.due() <= day || (purchase.due() <= day + 3 && chance(0.3))) {
          kept.remove(purchase);
          if (day <= purchase.day() + HonestShop.WINDOW_DAYS) {
            next = bringBack(purchase, day, store, till, next).plusSeconds(60 + random.nextInt(90));
          }
        }
      }
    }

    private Instant bringBack(Purchase purchase, int day, Store store, String till, Instant at) {
      boolean isGift = purchase.isGift() && chance(0.8);
      boolean isOther = isCouple && !isGift && purchase.token() != null && chance(0.4);
      boolean cardIsGone = purchase.token() != null && !purchase.token().equals(card(day));
      Instant now = mistyped(purchase, store, till, at);
      boolean isKeyed = now.isAfter(at);
      String who =
          isGift
              ? (chance(0.5) ? "CU-got-" + purchase.receipt() : null)
              : person(purchase.second() ^ isOther);
      add(
          now,
          "r" + purchase.receipt(),
          "RETURN",
          store,
          text("receiptNumber", purchase.receipt())
              + text("customerId", who)
              + text("supervisorId", employee == null ? null : "SV-" + store.id())
              + till
              + ",\"entry\":\""
              + (isKeyed ? "KEYED" : "SCANNED")
              + "\",\"lines\":["
              + back(purchase)
              + "]"
              + refund(purchase, day, isGift, isOther, cardIsGone)
              + face(purchase, isGift || (isOther && !cardIsGone)));
      return now;
    }

    /** Up to four slips of a finger, each refused, before the number is keyed right. */
    private Instant mistyped(Purchase purchase, Store store, String till, Instant at) {
      Instant now = at;
      if (chance(0.03)) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          int place = purchase.receipt().length() - 1 - random.nextInt(5);
          char digit = purchase.receipt().charAt(place);
          char other = (char) ('0' + (digit - '0' + 1 + random.nextInt(8)) % 10);
          String typed =
              purchase.receipt().substring(0, place)
                  + other
                  + purchase.receipt().substring(place + 1);
          add(
              now,
              "typo" + purchase.receipt() + "-" + i,
              "RETURN",
              store,
              text("receiptNumber", typed)
                  + text("customerId", person(purchase.second()))
                  + till
                  + ",\"entry\":\"KEYED\",\"lines\":["
                  + purchase.lines()
                  + "]"
                  + refund(purchase, purchase.day(), false, false, false));
          now = now.plusSeconds(20 + random.nextInt(40));
        }
      }
      return now;
    }

    private String back(Purchase purchase) {
      double state = random.nextDouble();
      String condition =
          purchase.lines().contains(HonestShop.RECALLED.sku())
              ? "DAMAGED"
              : state < 0.75 ? "NEW" : state < 0.95 ? "OPENED" : "DAMAGED";
      return purchase.lines().replace("}", text("condition", condition) + "}");
    }

    private String refund(
        Purchase purchase, int day, boolean isGift, boolean isOther, boolean cardIsGone) {
      if (isGift) {
        return ",\"giftReceiptPresented\":true,\"refundTender\":{\"type\":\"STORE_CREDIT\"}";
      }
      String exchange = chance(0.08) ? ",\"exchange\":true" : "";
      if (purchase.token() == null) {
        return exchange + ",\"refundTender\":{\"type\":\"CASH\"}";
      }
      boolean isRead = !cardIsGone && (isOther || chance(0.8));
      return exchange
          + (isRead ? ",\"originalCardPresent\":true" : "")
          + ",\"refundTender\":{\"type\":\"CARD\",\"token\":\""
          + (cardIsGone ? card(day) : purchase.token())
          + "\"}";
    }

    private String face(Purchase purchase, boolean isSomebodyElse) {
      boolean isTaken = consents ? !chance(MISSING_PHOTO) : chance(0.5);
      if (!isTaken) {
        return "";
      }
      double like =
          isSomebodyElse
              ? 0.05 + 0.25 * random.nextDouble()
              : chance(0.05) ? 0.4 + 0.15 * random.nextDouble() : 0.6 + 0.3 * random.nextDouble();
      return photo(
          "r" + purchase.receipt(),
          purchase.hasPhoto()
              ? String.format(java.util.Locale.ROOT, ",\"similarityToSale\":%.3f", like)
              : "");
    }

    private String photo(String sha, String more) {
      int quality = chance(0.03) ? 30 : 55 + random.nextInt(40);
      return ",\"photo\":{\"sha256\":\""
          + sha
          + "\",\"verified\":true,\"quality\":"
          + quality
          + ",\"liveness\":0.9"
          + random.nextInt(10)
          + more
          + "}";
    }

    private String till(Store store, Instant at, boolean isReturn) {
      int lane = isReturn ? 5 + random.nextInt(2) : 1 + random.nextInt(4);
      int shift = (int) (at.getEpochSecond() / Duration.ofHours(6).toSeconds() % 2);
      return text("laneId", store.id() + "-" + lane)
          + text("cashierId", "C-" + store.id() + "-" + (lane * 2 - shift));
    }

    /** No two numbers differ in one digit: all are multiples of 97. */
    private String receipt(Store store) {
      receipts++;
      return store.id().substring(6).toUpperCase(java.util.Locale.ROOT)
          + "-"
          + (10_000_000 + 3 + receipts * 97L);
    }
  }
}
