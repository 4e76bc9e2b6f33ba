package io.tillwatch.edge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;

/** Sells and takes back with photos at one store's node, over its public API. */
final class PhotoTill {
  private static final String AGREED = "purposes=photo,match;text=v3;lang=en";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final NodeProcess node;

  PhotoTill(NodeProcess node) {
    this.node = node;
  }

  /** Hands in a picture whose customer agreed to a comparison; its id. */
  String photo(byte[] jpeg) {
    HttpResponse<byte[]> kept =
        send(
            request("kiosk", "/api/v1/photos")
                .header("Content-Type", "image/jpeg")
                .header("X-Photo-Consent", AGREED)
                .POST(BodyPublishers.ofByteArray(jpeg)));
    return expect(201, kept).path("photoId").asText();
  }

  /** How bytes of that type are answered that may be no picture. */
  HttpResponse<byte[]> upload(byte[] bytes, String type) {
    return send(
        request("kiosk", "/api/v1/photos")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(bytes)));
  }

  /** How a request for a photo by the node's camera is answered. */
  HttpResponse<byte[]> capture() {
    return send(
        request("kiosk", "/api/v1/camera/captures")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")));
  }

  /** The node's measurements. */
  String metrics() {
    return new String(send(request("reviewer", "/metrics").GET()).body(), StandardCharsets.UTF_8);
  }

  /** Sells a shirt; the number of its receipt. */
  String sell(String customer, String photo) {
    return post(
            "/api/v1/sales",
            """
            {"laneId":"A-01","cashierId":"C-17","customerId":"%s","currency":"USD",
             "photoId":"%s","lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999}],
             "tender":{"type":"CARD","token":"tok_1"}}"""
                .formatted(customer, photo))
        .path("transaction")
        .path("receiptNumber")
        .asText();
  }

  /** Takes that shirt back. */
  JsonNode takeBack(String customer, String photo, String receipt) {
    return post(
        "/api/v1/returns",
        """
        {"laneId":"B-01","cashierId":"C-21","customerId":"%s","currency":"USD",
         "receiptNumber":"%s","photoId":"%s",
         "lines":[{"sku":"SHIRT_001","quantity":1,"unitPriceMinor":2999,"condition":"NEW"}],
         "refundTender":{"type":"CARD","token":"tok_1"}}"""
            .formatted(customer, receipt, photo));
  }

  /** How a reviewer's look at a photo is answered. */
  HttpResponse<byte[]> view(String photo) {
    return send(request("reviewer", "/api/v1/photos/" + photo).GET());
  }

  /** Erases what is kept of a customer's face; how many photos that were. */
  int erase(String customer) {
    return expect(
            200, send(request("admin", "/api/v1/customers/" + customer + "/biometrics").DELETE()))
        .path("photos")
        .asInt();
  }

  private JsonNode post(String path, String body) {
    return expect(
        201,
        send(
            request("integration", path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))));
  }

  private HttpRequest.Builder request(String role, String path) {
    try {
      JsonNode keys = JSON.readTree(Files.readAllBytes(node.data().resolve("keys.json")));
      return HttpRequest.newBuilder(node.uri().resolve(path))
          .timeout(Duration.ofSeconds(60))
          .header("Authorization", "Bearer " + keys.path(role).asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode expect(int status, HttpResponse<byte[]> answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != status) {
        throw new AssertionError(answer.statusCode() + " instead of " + status + ": " + body);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
