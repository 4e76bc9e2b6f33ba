package io.tillwatch.edge.facts;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.core.retail.Reference;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Makes the ids of facts, and receipt numbers and references. What a generator makes has time
 * first, so that it sorts by age, then chance, so that no two stores ever make the same. A
 * generator is not safe for use by several threads; its static methods are.
 */
public final class IdGenerator {
  private static final char[] ALPHABET = ReceiptNumber.ALPHABET.toCharArray();

  private static final int BITS = 5;
  private static final int TIME_DIGITS = ReceiptNumber.TIME_DIGITS;
  private static final int ID_CHANCE_DIGITS = 10;

  private final SecureRandom chance = new SecureRandom();
  private final InstantSource time;
  private final String receiptPrefix;
  private long last;

  public IdGenerator(StoreId self, InstantSource time) {
    this.time = time;
    this.receiptPrefix = ReceiptNumber.prefix(self.value());
  }

  /** A globally unique id of chance alone, which says nothing about when it was made. */
  public static String random(String kind) {
    return kind + "_" + UUID.randomUUID().toString().replace("-", "");
  }

  /** A globally unique id, for example {@code tx_01HV...}; later ones sort behind it. */
  public String next(String kind) {
    return kind + "_" + digits(nextMicros(), TIME_DIGITS) + chance(ID_CHANCE_DIGITS);
  }

  /**
   * The id that the same words always give: what was begun under it before a crash is found again.
   */
  public static String derived(String kind, String... words) {
    byte[] hash = Sha256.of(String.join("\n", words));
    ByteBuffer halves = ByteBuffer.wrap(hash);
    return kind
        + "_"
        + digits(halves.getLong(), TIME_DIGITS)
        + digits(halves.getLong(), ID_CHANCE_DIGITS);
  }

  /**
   * A globally unique number that is printed on a receipt, for example {@code
   * STOREA-1QK7R2M4C9X-T3F}.
   */
  public String nextReceipt() {
    return receiptPrefix
        + "-"
        + digits(nextMicros(), TIME_DIGITS)
        + "-"
        + chance(ReceiptNumber.CHANCE_DIGITS);
  }

  /** What recalls a transaction, see {@link Reference}: chance alone. */
  public String nextReference() {
    return Reference.of(chance.nextLong());
  }

  private long nextMicros() {
    last = Math.max(last + 1, ChronoUnit.MICROS.between(Instant.EPOCH, time.instant()));
    return last;
  }

  private String chance(int count) {
    return digits(chance.nextLong(), count);
  }

  private static String digits(long value, int count) {
    char[] digits = new char[count];
    long rest = value;
    for (int i = count - 1; i >= 0; i--) {
      digits[i] = ALPHABET[(int) (rest & (ALPHABET.length - 1))];
      rest >>>= BITS;
    }
    return new String(digits);
  }
}
