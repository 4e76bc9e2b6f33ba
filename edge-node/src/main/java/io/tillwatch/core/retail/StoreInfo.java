package io.tillwatch.core.retail;

import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is and when it is open.
 *
 * @param lat degrees north, or null where unknown
 * @param lon degrees east, or null where unknown
 * @param opens local opening time, or null where unknown
 * @param closes local closing time, or null where unknown
 */
public record StoreInfo(
    String storeId,
    @Nullable Double lat,
    @Nullable Double lon,
    @Nullable ZoneId timeZone,
    @Nullable LocalTime opens,
    @Nullable LocalTime closes) {
  /** Where a store is, in degrees north and east. */
  public record Place(double lat, double lon) {}

  /** Where it is, or null where that is unknown. */
  public @Nullable Place place() {
    return lat == null || lon == null ? null : new Place(lat, lon);
  }
}
