package io.tillwatch.edge.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one store holds after a run.
 *
 * @param transactions ids of the transactions that its API lists, by the request each answers
 * @param logs every origin's log, from its first op
 */
record StoreHistory(
    String store, Map<String, List<String>> transactions, Map<String, List<LogEntry>> logs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static StoreHistory read(Till till, LogPuller puller, Collection<String> origins) {
    Map<String, List<String>> transactions = new TreeMap<>();
    for (JsonNode item : till.all("/api/v1/transactions")) {
      JsonNode transaction = item.path("transaction");
      transactions
          .computeIfAbsent(request(transaction), any -> new ArrayList<>())
          .add(transaction.path("id").asText());
    }
    Map<String, List<LogEntry>> logs = new TreeMap<>();
    origins.forEach(origin -> logs.put(origin, puller.log(origin)));
    return new StoreHistory(till.store(), transactions, logs);
  }

  /** These tests make a customer for each sale, and a store takes back once what it sold. */
  private static String request(JsonNode transaction) {
    String customer = transaction.path("customerId").asText();
    return transaction.path("type").asText().equals("SALE")
        ? customer
        : customer + " returns to " + transaction.path("storeId").asText();
  }

  /** What all logs together say about receipts. */
  ReceiptBook receipts() {
    ReceiptBook book = new ReceiptBook();
    logs.values().stream()
        .flatMap(List::stream)
        .forEach(op -> book.add(op.kind(), op.factId(), json(op.body())));
    return book;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return transactions.values().stream().mapToInt(List::size).sum();
  }
}
