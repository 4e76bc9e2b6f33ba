package io.tillwatch.edge.fraud;

import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.oplog.Seal;
import java.nio.charset.StandardCharsets;

/**
 * Draws by the key that the stores share: who does not have it can neither foresee a draw nor try
 * until one fits, and every store draws the same for the same text.
 */
final class KeyedDraw implements Exploration.Draw {
  private static final int DIGITS = 15;
  private static final int HEXADECIMAL = 16;
  private static final int ALL = 1000;

  private final Seal seal;

  KeyedDraw(Seal seal) {
    this.seal = seal;
  }

  /** What is signed begins with what it is: no message between stores does. */
  @Override
  public int permille(String purposeAndId) {
    String mac = seal.sign(("exploration\n" + purposeAndId).getBytes(StandardCharsets.UTF_8));
    int digits = mac.indexOf(':') + 1;
    long drawn = Long.parseLong(mac, digits, digits + DIGITS, HEXADECIMAL);
    return (int) (drawn % ALL);
  }
}
