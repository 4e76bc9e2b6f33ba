package io.tillwatch.edge.config;

import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A store: its id, and what the fraud rules know of it.
 *
 * @param id 1..64 of lower-case letters, digits and hyphens; never reused for another store
 * @param name as people call it; the id where nobody said
 * @param lat degrees north, null where unknown
 * @param lon degrees east, null where unknown
 * @param timeZone of the store's clock on the wall
 * @param opens local opening time, null where unknown
 * @param closes local closing time, null where unknown
 * @param currency of the catalogue's prices, of every limit and of every figure, ISO 4217
 */
public record StoreConfig(
    String id,
    @OptionalSetting String name,
    @OptionalSetting @Nullable Double lat,
    @OptionalSetting @Nullable Double lon,
    @Default("UTC") ZoneId timeZone,
    @OptionalSetting @Nullable LocalTime opens,
    @OptionalSetting @Nullable LocalTime closes,
    @Default("USD") String currency) {
  private static final ZoneId UNSAID = ZoneId.of("UTC");
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public StoreConfig {
    Require.that(
        ID.matcher(id).matches(), "id", "must be 1..64 of a-z, 0-9 and '-', found '" + id + "'");
    Require.between("lat", lat, -90, 90);
    Require.between("lon", lon, -180, 180);
    Require.that((lat == null) == (lon == null), "lat", "and lon must be set together");
    Require.that((opens == null) == (closes == null), "opens", "and closes must be set together");
    Require.that(
        isCurrency(currency),
        "currency",
        "must be an ISO 4217 code such as USD or EUR, found '" + currency + "'");
    name = name == null ? id : name;
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(known -> known.getCurrencyCode().equals(code));
  }

  /** The same with the other's place, time zone and hours where nothing is said of them here. */
  StoreConfig completedBy(StoreConfig other) {
    boolean hasPlace = lat != null;
    boolean hasHours = opens != null;
    return new StoreConfig(
        id,
        name,
        hasPlace ? lat : other.lat,
        hasPlace ? lon : other.lon,
        timeZone.equals(UNSAID) ? other.timeZone : timeZone,
        hasHours ? opens : other.opens,
        hasHours ? closes : other.closes,
        currency);
  }

  /** The store as the fraud rules see it. */
  public StoreInfo toStoreInfo() {
    return new StoreInfo(id, lat, lon, timeZone, opens, closes);
  }
}
