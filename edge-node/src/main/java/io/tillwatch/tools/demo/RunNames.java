package io.tillwatch.tools.demo;

import io.tillwatch.tools.demo.model.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Names of one run of the demo: customers, cards, serial numbers and faces that no earlier run
 * used, so that old data in the stores does not accuse new customers.
 *
 * @param run a few letters and digits
 */
record RunNames(String run) {
  private static final int BASE = 36;

  static RunNames at(Instant now) {
    return new RunNames(Long.toString(now.toEpochMilli(), BASE).toUpperCase(Locale.ROOT));
  }

  String customer(String person) {
    return person.toUpperCase(Locale.ROOT) + "_" + run;
  }

  String card(String person) {
    return "tok_" + person + "_" + run;
  }

  String serial(String serial) {
    return serial + "-" + run;
  }

  String cashier(Shop shop) {
    return "C-" + shop + "-" + run;
  }

  String lane(Shop shop) {
    return shop + "-01";
  }

  /** A number that no store prints: none has letters like these. */
  String inventedReceipt(Shop claimed) {
    return claimed + "-INVENTED-" + run;
  }

  String idempotencyKey(String stepId) {
    return "demo-" + run + "-" + stepId;
  }

  /** The seed from which a person is drawn. */
  long face(String person) {
    byte[] name = (run + "/" + person).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).getMostSignificantBits() >>> 12;
  }
}
