package io.tillwatch.tools.demo.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One request of the made-up traffic.
 *
 * @param store index of the store that is visited
 * @param key idempotency key
 * @param sale what is sold, or was: to be kept for later returns; null for an invented receipt
 */
record Visit(Kind kind, int store, String key, ObjectNode body, Sold sale) {

  /** Why somebody comes. */
  enum Kind {
    SALE(false),
    HONEST_RETURN(false),
    DOUBLE_REFUND(true),
    OVER_QUANTITY(true),
    OTHER_CUSTOMER(true),
    INVENTED_RECEIPT(true);

    private final boolean fraud;

    Kind(boolean fraud) {
      this.fraud = fraud;
    }

    boolean isFraud() {
      return fraud;
    }
  }

  /** A sale that can be returned. */
  record Sold(
      String customer,
      String sku,
      long priceMinor,
      @Nullable String serial,
      @Nullable String receipt) {
    Sold on(String receiptNumber) {
      return new Sold(customer, sku, priceMinor, serial, receiptNumber);
    }
  }

  String path() {
    return kind == Kind.SALE ? "/api/v1/sales" : "/api/v1/returns";
  }
}
