package io.tillwatch.tools.train.world;

import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.Catalog.Item;
import io.tillwatch.core.retail.StoreInfo;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Four stores, their articles, staff and hours. */
final class Shop {
  static final int STORES = 4;
  static final String CURRENCY = "USD";

  /** The one far from the others. */
  static final int FAR = 3;

  private static final ZoneId ZONE = ZoneId.of("America/Phoenix");
  private static final ZonedDateTime FIRST_DAY = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZONE);
  private static final double[][] PLACES = {
    {33.61, -112.07}, {33.45, -112.07}, {33.41, -111.83}, {32.22, -110.97}
  };
  private static final int LANES = 4;
  private static final int CASHIERS = 8;
  private static final int OPENS = 9;
  private static final int OPEN_MINUTES = 720;
  private static final int DEAR = 20_000;

  /** Goods of one kind. */
  enum Category {
    APPAREL(22, 1_999, 34_999, 1.4),
    SHOES(12, 3_999, 21_999, 1.5),
    ELECTRONICS(14, 2_999, 139_999, 1.0),
    JEWELRY(8, 4_999, 99_999, 0.8),
    HOME(16, 999, 39_999, 0.6),
    TOYS(10, 899, 9_999, 0.5);

    private final int articles;
    private final int cheapest;
    private final int dearest;
    private final double comesBack;

    Category(int articles, int cheapest, int dearest, double comesBack) {
      this.articles = articles;
      this.cheapest = cheapest;
      this.dearest = dearest;
      this.comesBack = comesBack;
    }

    /** How often such goods come back, against the mean. */
    double comesBack() {
      return comesBack;
    }
  }

  private final WorldPlan plan;
  private final Map<Category, List<Item>> articles = new HashMap<>();
  private final Map<String, Category> categories = new HashMap<>();

  Shop(WorldPlan plan) {
    this.plan = plan;
    for (Category category : Category.values()) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < category.articles; i++) {
        Item item = item(category, i);
        items.add(item);
        categories.put(item.sku(), category);
      }
      articles.put(category, List.copyOf(items));
    }
  }

  /** Prices rise from article to article, most of them are low. */
  private static Item item(Category category, int index) {
    double place = (double) index / (category.articles - 1);
    double price =
        category.cheapest * Math.pow((double) category.dearest / category.cheapest, place);
    long minor = Math.round(price / 100) * 100 - 1;
    boolean dear = minor >= DEAR;
    return new Item(
        "%s_%03d".formatted(category.name().substring(0, 4), index + 1),
        category.name().toLowerCase(java.util.Locale.ROOT) + " " + (index + 1),
        category.name(),
        minor,
        dear && (category == Category.ELECTRONICS || category == Category.JEWELRY),
        false,
        dear && category == Category.ELECTRONICS);
  }

  /** What the stores know of themselves. */
  RetailContext context() {
    Map<String, StoreInfo> stores = new HashMap<>();
    for (int i = 0; i < STORES; i++) {
      stores.put(
          store(i),
          new StoreInfo(
              store(i),
              PLACES[i][0],
              PLACES[i][1],
              ZONE,
              LocalTime.of(OPENS, 0),
              LocalTime.of(OPENS + OPEN_MINUTES / 60, 0)));
    }
    List<Item> all = articles.values().stream().flatMap(List::stream).toList();
    return new RetailContext(Catalog.of(all), stores, 90);
  }

  static String store(int index) {
    return "store-" + (char) ('a' + index);
  }

  static String lane(int store, SplittableRandom random) {
    return "%c-%02d".formatted('A' + store, 1 + random.nextInt(LANES));
  }

  static String cashier(int store, SplittableRandom random) {
    return cashier(store, random.nextInt(CASHIERS));
  }

  static String cashier(int store, int index) {
    return "C-%c%02d".formatted('A' + store, index + 1);
  }

  /** Another store than this; the far one only from itself, as nobody drives there to return. */
  static int nearby(int store, SplittableRandom random) {
    return store == FAR ? random.nextInt(FAR) : (store + 1 + random.nextInt(FAR - 1)) % FAR;
  }

  /** Any store: who travels comes by. */
  static int anywhere(SplittableRandom random) {
    return random.nextInt(STORES);
  }

  /** A moment of a day within opening hours, most often in the afternoon. */
  static Instant during(int day, SplittableRandom random) {
    double share = (random.nextDouble() + random.nextDouble()) / 2;
    return at(day, OPENS * 60 + share * (OPEN_MINUTES - 2) + 1);
  }

  /** A moment of a day. */
  static Instant at(int day, double minutes) {
    return FIRST_DAY.plusDays(day).toInstant().plusMillis((long) (minutes * 60_000));
  }

  /** A moment so much later, moved into opening hours and never past the last day. */
  static Instant open(Instant moment) {
    ZonedDateTime local = moment.atZone(ZONE);
    int minute = local.getHour() * 60 + local.getMinute();
    int late = minute - (OPENS * 60 + OPEN_MINUTES - 2);
    if (late > 0) {
      return moment.minus(Duration.ofMinutes(late + 1L));
    }
    int early = OPENS * 60 + 1 - minute;
    return early > 0 ? moment.plus(Duration.ofMinutes(early)) : moment;
  }

  static double day(Instant moment) {
    return Duration.between(FIRST_DAY.toInstant(), moment).toSeconds() / 86_400.0;
  }

  /** How busy a day is, against a plain weekday: week-ends and December. */
  static double busy(int day) {
    ZonedDateTime date = FIRST_DAY.plusDays(day);
    double week =
        date.getDayOfWeek() == DayOfWeek.SATURDAY
            ? 1.7
            : date.getDayOfWeek() == DayOfWeek.SUNDAY ? 1.3 : 1.0;
    return week * (date.getMonthValue() == 12 ? 1.7 : 1.0);
  }

  /** The first day from this one on that is the given one of the week. */
  static int next(DayOfWeek wanted, int day) {
    int today = FIRST_DAY.plusDays(day).getDayOfWeek().getValue();
    return day + Math.floorMod(wanted.getValue() - today, 7);
  }

  private List<Item> of(Category category) {
    return Objects.requireNonNull(articles.get(category));
  }

  Item draw(Category category, SplittableRandom random) {
    List<Item> of = of(category);
    // cheap ones sell more often
    return of.get((int) (of.size() * Math.pow(random.nextDouble(), 1.5)));
  }

  /** One of the dearer half. */
  Item drawDear(Category category, SplittableRandom random) {
    List<Item> of = of(category);
    return of.get(of.size() / 2 + random.nextInt(of.size() - of.size() / 2));
  }

  Category category(String sku) {
    return Objects.requireNonNull(categories.get(sku), sku);
  }

  /** What a unit costs on a day. */
  long price(Item item, int day, SplittableRandom random) {
    double dearer = plan.isChanged(PlantedChange.DEARER_GOODS, day) ? 5.0 / 3 : 1;
    double promotion = random.nextInt(100) < 12 ? 0.8 : 1;
    return Math.round(item.priceMinor() * dearer * promotion);
  }

  WorldPlan plan() {
    return plan;
  }
}
