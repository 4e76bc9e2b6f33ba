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
  private static final double EARTH_RADIUS_KM = 6_371.0;

  /** Where a store is, in degrees north and east. */
  public record Place(double lat, double lon) {
    private long metresTo(Place other) {
      // StrictMath: the same bits on every machine
      double here = StrictMath.toRadians(lat);
      double there = StrictMath.toRadians(other.lat);
      double half = StrictMath.sin((there - here) / 2);
      double across = StrictMath.sin(StrictMath.toRadians(other.lon - lon) / 2);
      double h = half * half + StrictMath.cos(here) * StrictMath.cos(there) * across * across;
      double km = 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1.0, StrictMath.sqrt(h)));
      return (long) (km * 1000);
    }
  }

  /** Where it is, or null where that is unknown. */
  public @Nullable Place place() {
    return lat == null || lon == null ? null : new Place(lat, lon);
  }

  /** Metres to another store as the crow flies, or null where a place is unknown. */
  public @Nullable Long metresTo(StoreInfo other) {
    Place here = place();
    Place there = other.place();
    return here == null || there == null ? null : here.metresTo(there);
  }
}
