package io.tillwatch.core.search;

import io.tillwatch.core.retail.NumberNormalizer;
import io.tillwatch.core.retail.ReceiptNumber;
import org.jspecify.annotations.Nullable;

/** Texts that are nearly each their own, as 64 bits. */
final class NumberHashes {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private NumberHashes() {}

  /** The same for every way of typing it; 0 stands for none. */
  static long number(@Nullable String serial) {
    if (serial == null) {
      return 0;
    }
    return hash(NumberNormalizer.canonical(serial));
  }

  /** The same of a receipt's number. */
  static long receipt(@Nullable String number) {
    return number == null ? 0 : hash(ReceiptNumber.key(number));
  }

  /** Of a text as it is. */
  static long text(String text) {
    return hash(text);
  }

  private static long hash(String text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash == 0 ? 1 : hash;
  }
}
