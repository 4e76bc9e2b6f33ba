package io.tillwatch.edge.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** The made-up chain that {@link HonestShoppers} shop in: four stores, forty-six articles. */
final class HonestShop {
  static final int WINDOW_DAYS = 90;
  static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-05");

  /** Recalled on the fortieth day; its buyers bring it back. */
  static final Article RECALLED = new Article("KETTLE_001", "HOME", 4_999, false);

  private static final List<Article> SHIPPED =
      List.of(
          new Article("SHIRT_001", "APPAREL", 2_999, false),
          new Article("SHIRT_002", "APPAREL", 8_999, false),
          new Article("JACKET_001", "APPAREL", 29_999, false),
          new Article("WATCH_001", "JEWELRY", 129_999, true),
          new Article("PHONE_001", "ELECTRONICS", 89_999, true),
          new Article("LAPTOP_001", "ELECTRONICS", 249_999, true));

  static final List<Store> STORES =
      List.of(
          new Store("store-a", 40.71, -74.00, "America/New_York"),
          new Store("store-b", 40.85, -74.10, "America/New_York"),
          new Store("store-c", 42.36, -71.06, "America/New_York"),
          new Store("store-d", 41.88, -87.63, "America/Chicago"));

  private final List<Article> articles = new java.util.ArrayList<>();

  /** Something that is sold. */
  record Article(String sku, String category, long price, boolean serialised) {
    boolean isDear() {
      return price >= 80_000;
    }
  }

  /** Where. */
  record Store(String id, double lat, double lon, String zone) {
    Instant at(int day, LocalTime time) {
      return FIRST_DAY.plusDays(day).atTime(time).atZone(ZoneId.of(zone)).toInstant();
    }
  }

  HonestShop(Random random) {
    String[] categories = {"APPAREL", "HOME", "TOYS", "BEAUTY"};
    articles.add(RECALLED);
    for (int i = 0; i < 39; i++) {
      String category = categories[i % categories.length];
      articles.add(new Article(category + "_" + i, category, 500 + random.nextInt(12_000), false));
    }
    articles.addAll(SHIPPED);
  }

  /** Cheap things sell far more often than dear ones. */
  Article any(Random random) {
    Article article = articles.get(random.nextInt(articles.size()));
    return article.isDear() && random.nextInt(4) != 0 ? any(random) : article;
  }

  String context() {
    String stores =
        STORES.stream()
            .map(
                s ->
                    String.format(
                        Locale.ROOT,
                        "{\"storeId\":\"%s\",\"lat\":%.2f,\"lon\":%.2f,\"timeZone\":\"%s\","
                            + "\"opens\":\"09:00\",\"closes\":\"21:00\"}",
                        s.id(),
                        s.lat(),
                        s.lon(),
                        s.zone()))
            .collect(Collectors.joining(","));
    String catalog =
        articles.stream()
            .map(
                a ->
                    String.format(
                        Locale.ROOT,
                        "{\"sku\":\"%s\",\"category\":\"%s\",\"priceMinor\":%d,\"recalled\":%b,"
                            + "\"serialised\":%b}",
                        a.sku(),
                        a.category(),
                        a.price(),
                        a.equals(RECALLED),
                        a.serialised()))
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "{\"kind\":\"context\",\"stores\":[%s],\"catalog\":[%s],\"returnWindowDays\":%d}",
        stores,
        catalog,
        WINDOW_DAYS);
  }
}
