package io.tillwatch.core.retail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Units of one line of a sale that a return takes back.
 *
 * @param line index of the sale's line, from 0
 * @param units how many
 * @param refundMinor what is paid back for them together, never above what was paid
 */
public record LineQuantity(int line, int units, long refundMinor) {

  /** Units by line. */
  public static Map<Integer, Integer> units(List<LineQuantity> taken) {
    Map<Integer, Integer> units = new TreeMap<>();
    taken.forEach(take -> units.merge(take.line(), take.units(), Integer::sum));
    return units;
  }
}
