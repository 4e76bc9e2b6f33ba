package io.tillwatch.core.fraud.rules;

import static io.tillwatch.core.fraud.EvidenceGroup.TIME;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.PersonEntry;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.StoreInfo;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When and how often. */
final class TimeRules {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Calendars of two places are never further apart. */
  private static final int SURELY_WITHIN = 2;

  static final List<Rule> ALL =
      List.of(
          Rule.of(ReasonCode.RAPID_RETURN, TIME, 12)
              .strength("hourPoints", 8)
              .strength("dayPoints", 3)
              .when(TimeRules::rapidReturn),
          Rule.of(ReasonCode.VELOCITY, TIME, 20)
              .strength("fourInWeek", 45)
              .strength("fiveInWeek", 65)
              .strength("sixInMonth", 35)
              .strength("eightInMonth", 55)
              .when(TimeRules::velocity),
          Rule.of(ReasonCode.NO_RECEIPT_VELOCITY, TIME, 60)
              .parameter("count", 3, 2, 100)
              .parameter("days", 90, 1, 365)
              .when(TimeRules::noReceiptVelocity),
          Rule.of(ReasonCode.RECEIPT_GUESSING, TIME, 25)
              .strength("manyPoints", 45)
              .parameter("count", 3, 2, 100)
              .parameter("many", 6, 2, 100)
              .parameter("days", 7, 1, 90)
              .parameter("mistyped", 6, 0, 100)
              .when(GuessingRule::judge),
          Rule.of(ReasonCode.IMPOSSIBLE_TRAVEL, TIME, 85)
              .strength("accountOnlyPoints", 55)
              .parameter("freeKm", 5, 0, 100)
              .parameter("roadKmh", 130, 10, 1000)
              .parameter("airKmh", 900, 100, 5000)
              .parameter("airFromKm", 300, 10, 5000)
              .parameter("clockErrorSeconds", 120, 0, 3600)
              .parameter("sameFacePercent", 65, 0, 100)
              .parameter("livenessPercent", 80, 0, 100)
              .when(TimeRules::impossibleTravel),
          Rule.of(ReasonCode.WARDROBING, TIME, 25)
              .strength("repeatedPoints", 62)
              .parameter("repeated", 3, 2, 50)
              .parameter("withinDays", 90, 1, 365)
              .parameter("keptHoursAtLeast", 12, 0, 240)
              .parameter("keptDaysAtMost", 21, 1, 90)
              .when(TimeRules::wardrobing),
          Rule.of(ReasonCode.CLOSING_TIME, TIME, 10)
              .strength("closedPoints", 40)
              .parameter("minutes", 15, 0, 240)
              .parameter("graceMinutes", 10, 0, 240)
              .remedy(Remedy.SUPERVISOR)
              .when(TimeRules::closingTime),
          Rule.of(ReasonCode.OUT_OF_WINDOW, TIME, 30)
              .remedy(Remedy.SUPERVISOR)
              .when(TimeRules::outOfWindow));

  private TimeRules() {}

  private static void rapidReturn(Dossier d, RuleSettings s, Hits hits) {
    if (!d.knowsPurchase()) {
      return;
    }
    long since = d.sincePurchase();
    if (since < 10 * MINUTE) {
      hits.add(s.points(), purchase(d));
    } else if (since < HOUR) {
      hits.add(s.pointsOf("hourPoints"), purchase(d));
    } else if (since < DAY) {
      hits.add(s.pointsOf("dayPoints"), purchase(d));
    }
  }

  private static Evidence purchase(Dossier d) {
    return new Evidence("transaction", d.saleFact().id(), "the purchase");
  }

  private static void velocity(Dossier d, RuleSettings s, Hits hits) {
    int month = d.person().visits(30 * DAY, entry -> true);
    if (month < 3) {
      return;
    }
    int week = d.person().visits(7 * DAY, entry -> true);
    int points = 0;
    if (week >= 3) {
      points =
          week >= 5 ? s.pointsOf("fiveInWeek") : week == 4 ? s.pointsOf("fourInWeek") : s.points();
    }
    if (month >= 6) {
      points = Math.max(points, s.pointsOf(month >= 8 ? "eightInMonth" : "sixInMonth"));
    }
    if (points > 0) {
      hits.add(points, new Evidence("count", week + " visits in 7 days", month + " in 30 days"));
    }
  }

  private static void noReceiptVelocity(Dossier d, RuleSettings s, Hits hits) {
    if (d.refund().receiptNumber() != null) {
      return;
    }
    int count = d.person().visits(s.days("days"), f -> f.refund().receiptNumber() == null);
    if (count >= s.of("count")) {
      hits.add(
          s.points(), new Evidence("count", Integer.toString(count), "visits without receipt"));
    }
  }

  private static void impossibleTravel(Dossier d, RuleSettings s, Hits hits) {
    HistoryEntry byCard = elsewhere(d, s, d.card());
    if (byCard == null && isSameFaceAsPurchase(d, s) && isImpossible(d, s, d.saleFact())) {
      byCard = d.saleFact();
    }
    if (byCard != null) {
      hits.floor(s.points(), travel(d, byCard));
      return;
    }
    HistoryEntry byAccount = elsewhere(d, s, d.account());
    if (byAccount != null) {
      hits.add(s.pointsOf("accountOnlyPoints"), travel(d, byAccount));
    }
  }

  private static Evidence[] travel(Dossier d, HistoryEntry from) {
    long metres = d.context().metresBetween(from.storeId(), d.transaction().storeId());
    return new Evidence[] {
      new Evidence("transaction", from.id(), "in " + from.storeId()),
      new Evidence(
          "distance", metres / 1000 + " km", Math.abs(d.now() - from.at()) / MINUTE + " minutes")
    };
  }

  private static boolean isSameFaceAsPurchase(Dossier d, RuleSettings s) {
    PhotoEvidence photo = d.photo();
    return d.knowsPurchase()
        && photo != null
        && photo.verified()
        && photo.similarityToSale() != null
        && photo.similarityToSale() * 100 >= s.of("sameFacePercent")
        && photo.isLive(s.of("livenessPercent"));
  }

  /** The latest use of a name in a store from which nobody can be here by now, or null. */
  private static @Nullable HistoryEntry elsewhere(Dossier d, RuleSettings s, PersonEntry uses) {
    if (uses.newest() <= d.now() - DAY) {
      return null;
    }
    for (int i = uses.size() - 1; i >= 0 && uses.get(i).at() > d.now() - DAY; i--) {
      HistoryEntry use = uses.get(i);
      if (d.view().sees(use) && !d.isSelf(use) && isImpossible(d, s, use)) {
        return use;
      }
    }
    return null;
  }

  private static boolean isImpossible(Dossier d, RuleSettings s, HistoryEntry from) {
    // when it really was is not known where its clock was wrong: only that it was before it came
    if (from.storeId().equals(d.transaction().storeId()) || !from.isTimed()) {
      return false;
    }
    long metres = d.context().metresBetween(from.storeId(), d.transaction().storeId());
    long excess = metres - s.of("freeKm") * 1000;
    if (excess <= 0) {
      return false;
    }
    long kmh = metres >= s.of("airFromKm") * 1000 ? s.of("airKmh") : s.of("roadKmh");
    long millis = Math.abs(d.now() - from.at()) + s.of("clockErrorSeconds") * 1000;
    // metres / hours > km/h x 1000
    return excess * 3600 > kmh * millis;
  }

  private static void wardrobing(Dossier d, RuleSettings s, Hits hits) {
    if (!d.knowsPurchase() || !isWorn(d, s, d.now(), d.saleFact(), d.refund().lines())) {
      return;
    }
    int worn =
        d.person()
            .visits(
                s.days("withinDays"),
                f ->
                    d.view().claim(f) != HistoryEntry.Claim.NONE
                        && isWorn(d, s, f.since(), purchaseOf(d, f), linesOf(f)));
    if (worn >= s.of("repeated")) {
      hits.add(
          s.pointsOf("repeatedPoints"),
          new Evidence("count", Integer.toString(worn), "used goods"));
    } else if (isOverWeekend(d)) {
      hits.add(s.points(), purchase(d));
    }
  }

  private static @Nullable HistoryEntry purchaseOf(Dossier d, HistoryEntry refund) {
    return d.view().sale(refund.refund().receiptNumber());
  }

  private static List<LineItem> linesOf(HistoryEntry entry) {
    return entry.transaction().lines();
  }

  /** Clothes, jewellery or gear that come back used after some days, for no fault of theirs. */
  private static boolean isWorn(
      Dossier d, RuleSettings s, long at, @Nullable HistoryEntry sale, List<LineItem> lines) {
    if (sale == null) {
      return false;
    }
    long kept = at - sale.since();
    if (kept < s.of("keptHoursAtLeast") * HOUR || kept > s.days("keptDaysAtMost")) {
      return false;
    }
    for (int i = 0; i < lines.size(); i++) {
      LineItem line = lines.get(i);
      if (line.condition() != null
          && line.condition() != LineItem.Condition.NEW
          && isWearable(d.context().item(line.sku()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWearable(Catalog.@Nullable Item item) {
    return item != null && ("APPAREL".equals(item.category()) || "JEWELRY".equals(item.category()));
  }

  private static boolean isOverWeekend(Dossier d) {
    ZonedDateTime bought = d.local(d.saleFact().since());
    ZonedDateTime back = d.local(d.now());
    if (bought == null || back == null) {
      return false;
    }
    ZonedDateTime saturday = bought;
    while (saturday.getDayOfWeek() != DayOfWeek.SATURDAY) {
      saturday = saturday.plusDays(1);
    }
    return saturday.toLocalDate().isBefore(back.toLocalDate());
  }

  private static void closingTime(Dossier d, RuleSettings s, Hits hits) {
    StoreInfo store = d.context().store(d.transaction().storeId());
    if (store == null || store.timeZone() == null) {
      return;
    }
    LocalTime opens = store.opens();
    LocalTime closes = store.closes();
    // where hours are unknown or begin when they end, there is no closing time
    if (opens == null || closes == null || opens.equals(closes)) {
      return;
    }
    LocalTime time = LocalTime.ofInstant(Instant.ofEpochMilli(d.now()), store.timeZone());
    long toClose = minutesUntil(time, closes);
    boolean isOpen = isWithin(time, opens, closes);
    if (isOpen && toClose > s.of("minutes")) {
      return;
    }
    boolean isLongClosed = !isOpen && 1440 - toClose > s.of("graceMinutes");
    hits.add(
        isLongClosed ? s.pointsOf("closedPoints") : s.points(),
        new Evidence("time", time.withNano(0).toString(), opens + " to " + closes));
  }

  private static boolean isWithin(LocalTime time, LocalTime opens, LocalTime closes) {
    boolean overMidnight = !opens.isBefore(closes);
    boolean opened = !time.isBefore(opens);
    boolean notYetClosed = time.isBefore(closes);
    return overMidnight ? opened || notYetClosed : opened && notYetClosed;
  }

  private static long minutesUntil(LocalTime time, LocalTime later) {
    return Math.floorMod(later.toSecondOfDay() - time.toSecondOfDay(), 86_400) / 60;
  }

  private static void outOfWindow(Dossier d, RuleSettings s, Hits hits) {
    if (d.knowsPurchase() && isOutOfWindow(d)) {
      Sale sale = d.sale();
      hits.add(s.points(), new Evidence("receipt", sale.receiptNumber(), "bought " + sale.at()));
    }
  }

  /** The window counts calendar days and lasts to the end of its last, by each store's calendar. */
  private static boolean isOutOfWindow(Dossier d) {
    int days = d.context().returnWindows().daysAt(d.saleFact().since());
    if (d.sincePurchase() <= (days - SURELY_WITHIN) * DAY) {
      return false;
    }
    LocalDate bought = day(d, d.saleFact().since(), d.saleFact().storeId());
    return day(d, d.now(), d.transaction().storeId()).isAfter(bought.plusDays(days));
  }

  private static LocalDate day(Dossier d, long at, String storeId) {
    StoreInfo store = d.context().store(storeId);
    ZoneId zone = store == null || store.timeZone() == null ? ZoneOffset.UTC : store.timeZone();
    return LocalDate.ofInstant(Instant.ofEpochMilli(at), zone);
  }
}
