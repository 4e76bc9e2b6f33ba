package io.tillwatch.core.oplog;

/**
 * Moves refund rights of one receipt line. Only the receipt's home store keeps the count; everybody
 * else carries the change in the op until it gets there.
 *
 * @param home store that sold and so owns the right
 * @param receipt the receipt's number
 * @param line index of the sale's line, from 0
 * @param delta units: negative takes the right, positive gives it (back)
 * @param checked the commit is refused where the count would fall below 0; false where the goods
 *     are paid back already (a stand-in refund), so that the count may show how much was paid too
 *     often
 */
public record RightChange(String home, String receipt, int line, int delta, boolean checked) {

  public static RightChange take(String home, String receipt, int line, int units) {
    return new RightChange(home, receipt, line, -units, true);
  }

  public static RightChange give(String home, String receipt, int line, int units) {
    return new RightChange(home, receipt, line, units, false);
  }

  /** The change that undoes this one; never refused. */
  public RightChange inverse() {
    return new RightChange(home, receipt, line, -delta, false);
  }
}
