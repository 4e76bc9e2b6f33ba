package io.tillwatch.edge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sale or a return as the API tells it, to a till in the answer or to a reviewer in the list.
 *
 * @param receipt canonical number; empty where a return names none
 * @param retryOf id of the try that it repeats, or empty
 * @param units by article
 * @param minor money by article: of a sale the price, of a return what is paid back
 */
record ApiTransaction(
    String id,
    boolean sale,
    String store,
    String receipt,
    String retryOf,
    String status,
    Map<String, Integer> units,
    Map<String, Long> minor) {
  ApiTransaction {
    units = Map.copyOf(units);
    minor = Map.copyOf(minor);
  }

  /** Reads an answer of a till, or an item of the list of transactions. */
  static ApiTransaction of(JsonNode item) {
    JsonNode transaction = item.path("transaction");
    boolean sale = transaction.path("type").asText().equals("SALE");
    Map<String, Integer> units = new TreeMap<>();
    Map<String, Long> prices = new TreeMap<>();
    for (JsonNode line : transaction.path("lines")) {
      String article = line.path("sku").asText();
      int quantity = line.path("quantity").asInt();
      units.merge(article, quantity, Integer::sum);
      prices.merge(article, quantity * line.path("unitPriceMinor").asLong(), Long::sum);
    }
    JsonNode receipt = transaction.path("receiptNumber");
    return new ApiTransaction(
        transaction.path("id").asText(),
        sale,
        transaction.path("storeId").asText(),
        receipt.isTextual() ? PrintedNumber.canonical(receipt.asText()) : "",
        transaction.path("retryOf").asText(""),
        transaction.path("status").asText(),
        units,
        sale ? prices : shares(prices, item.path("refundMinor").asLong()));
  }

  boolean isHeld() {
    return status.equals("HELD");
  }

  boolean isCompleted() {
    return status.equals("COMPLETED");
  }

  long totalMinor() {
    return minor.values().stream().mapToLong(Long::longValue).sum();
  }

  /** One sum is paid for a return; each article has its share of that, by the prices asked. */
  private static Map<String, Long> shares(Map<String, Long> asked, long refundMinor) {
    long all = asked.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Long> shares = new TreeMap<>();
    asked.forEach((sku, price) -> shares.put(sku, all == 0 ? 0 : refundMinor * price / all));
    long rest = refundMinor - shares.values().stream().mapToLong(Long::longValue).sum();
    if (rest != 0) {
      shares.merge(asked.keySet().iterator().next(), rest, Long::sum);
    }
    return shares;
  }
}
