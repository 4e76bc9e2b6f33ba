package io.tillwatch.edge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one store holds after a run.
 *
 * @param transactions ids of the transactions that its API lists, by the request each answers
 * @param listed the same with their money
 * @param findings what its alerts of double refunds say was paid too much, by canonical receipt
 * @param logs every origin's log, from its first op
 */
record StoreHistory(
    String store,
    Map<String, List<String>> transactions,
    List<ApiTransaction> listed,
    Map<String, Long> findings,
    Map<String, List<LogEntry>> logs) {

  static StoreHistory read(Till till, LogPuller puller, Collection<String> origins) {
    Map<String, List<String>> transactions = new TreeMap<>();
    List<ApiTransaction> listed = new ArrayList<>();
    for (JsonNode item : till.all("/api/v1/transactions")) {
      JsonNode transaction = item.path("transaction");
      transactions
          .computeIfAbsent(request(transaction), any -> new ArrayList<>())
          .add(transaction.path("id").asText());
      listed.add(ApiTransaction.of(item));
    }
    Map<String, List<LogEntry>> logs = new TreeMap<>();
    origins.forEach(origin -> logs.put(origin, puller.log(origin)));
    return new StoreHistory(till.store(), transactions, listed, findings(till), logs);
  }

  /** Money that the store's alerts say was paid too much, by canonical receipt. */
  static Map<String, Long> findings(Till till) {
    Map<String, Long> findings = new TreeMap<>();
    for (JsonNode alert : till.all("/api/v1/alerts")) {
      JsonNode finding = alert.path("finding");
      if (alert.path("kind").asText().equals("DOUBLE_REFUND")) {
        findings.merge(
            PrintedNumber.canonical(finding.path("receiptNumber").asText()),
            finding.path("overMinor").asLong(),
            Long::sum);
      }
    }
    return findings;
  }

  /**
   * These tests make a customer for each sale, and a store takes back once what it sold, but for
   * tries that say of which they are the repetition.
   */
  private static String request(JsonNode transaction) {
    String customer = transaction.path("customerId").asText();
    return transaction.path("type").asText().equals("SALE")
        ? customer
        : customer + " returns to " + transaction.path("storeId").asText();
  }

  int size() {
    return listed.size();
  }
}
