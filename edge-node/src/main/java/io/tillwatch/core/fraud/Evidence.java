package io.tillwatch.core.fraud;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a reason rests on.
 *
 * @param type what it is: {@code receipt}, {@code receiptLine}, {@code transaction}, {@code store},
 *     {@code photo}, {@code peerPosition}, {@code amount}, {@code rule} ...
 * @param ref its id, number or hash; never a face, a key or a card number
 * @param detail plain words, or null
 */
public record Evidence(String type, @Nullable String ref, @Nullable String detail) {

  /** A receipt by its number. */
  public static Evidence receipt(String number) {
    return new Evidence("receipt", number, null);
  }
}
