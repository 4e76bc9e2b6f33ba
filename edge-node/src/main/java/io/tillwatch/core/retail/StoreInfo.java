package io.tillwatch.core.retail;

import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Where a store is and when it is open.
 *
 * @param lat degrees north, or null where unknown
 * @param lon degrees east, or null where unknown
 * @param opens local opening time, or null where unknown
 * @param closes local closing time, or null where unknown
 */
public record StoreInfo(
    String storeId, Double lat, Double lon, ZoneId timeZone, LocalTime opens, LocalTime closes) {}
