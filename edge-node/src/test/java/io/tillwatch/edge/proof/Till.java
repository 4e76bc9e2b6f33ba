package io.tillwatch.edge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Talks to one store's node over its public API, as a till or a reviewer does. */
final class Till {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** An answer of the API. */
  record Answer(int status, JsonNode body, boolean replayed) {
    String transactionId() {
      return body.path("transaction").path("id").asText();
    }

    String receipt() {
      return body.path("transaction").path("receiptNumber").asText();
    }

    String transactionStatus() {
      return body.path("transaction").path("status").asText();
    }
  }

  private final NodeProcess node;
  private final URI uri;

  Till(NodeProcess node) {
    this(node, node.uri());
  }

  /** A till whose line to its node goes through this address. */
  Till(NodeProcess node, URI uri) {
    this.node = node;
    this.uri = uri;
  }

  String store() {
    return node.store();
  }

  /** Sells one shirt to a customer of that name. */
  Optional<Answer> sell(String key, String customer) {
    return post("/api/v1/sales", "kiosk", key, sale(customer));
  }

  /** Asks for the refund of one shirt. */
  Optional<Answer> takeBack(String key, String customer, String receipt) {
    return post("/api/v1/returns", "kiosk", key, refund(customer, receipt));
  }

  /** Posts; empty where the node did not answer. */
  Optional<Answer> post(String path, String role, String key, String body) {
    try {
      return Optional.of(
          send(
              request(path, role)
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", key)
                  .POST(HttpRequest.BodyPublishers.ofString(body))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  JsonNode get(String path) {
    try {
      return send(request(path, "reviewer").GET()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this store has the receipt; false too where it does not answer. */
  boolean knows(String receipt) {
    try {
      return send(request("/api/v1/receipts/" + receipt, "kiosk").GET()).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isReady() {
    try {
      // from beyond loopback a key is needed
      return send(request("/health/ready", "reviewer").GET()).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isConnectedTo(int peers) {
    int connected = 0;
    for (JsonNode peer : replication().path("peers")) {
      connected += peer.path("state").asText().equals("CONNECTED") ? 1 : 0;
    }
    return connected >= peers;
  }

  JsonNode replication() {
    return get("/api/v1/replication");
  }

  /** How far this store holds every origin's log. */
  Map<String, String> positions() {
    Map<String, String> positions = new TreeMap<>();
    replication()
        .path("positions")
        .fields()
        .forEachRemaining(field -> positions.put(field.getKey(), field.getValue().asText()));
    return positions;
  }

  /** All items of a list, page by page. */
  List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page = get(path + "?limit=200" + (cursor == null ? "" : "&cursor=" + cursor));
      page.path("items").forEach(items::add);
      cursor = page.path("nextCursor").isTextual() ? page.path("nextCursor").asText() : null;
    } while (cursor != null);
    return items;
  }

  private HttpRequest.Builder request(String path, String role) throws IOException {
    JsonNode keys = JSON.readTree(Files.readAllBytes(node.data().resolve("keys.json")));
    return HttpRequest.newBuilder(uri.resolve(path))
        .header("Authorization", "Bearer " + keys.path(role).asText());
  }

  private static Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          JSON.readTree(response.body()),
          response.headers().firstValue("Idempotency-Replayed").isPresent());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String sale(String customer) {
    return """
    {"laneId":"A-01","cashierId":"C-17","customerId":"%s","currency":"USD",
     "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],"tender":{"type":"CASH"}}
    """
        .formatted(customer);
  }

  /** The body of a return of one shirt. */
  static String refund(String customer, String receipt) {
    return """
    {"laneId":"B-01","cashierId":"C-21","customerId":"%s","currency":"USD","receiptNumber":"%s",
     "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999,"condition":"NEW"}],
     "refundTender":{"type":"CASH"},"reason":"CHANGED_MIND"}
    """
        .formatted(customer, receipt);
  }
}
