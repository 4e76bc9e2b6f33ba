package io.tillwatch.tools.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * One store's public API, used as a till and as a reviewer use it.
 *
 * @param keys API key by role
 */
public record StoreClient(URI base, Map<String, String> keys, HttpClient http) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String API = "/api/v1";
  private static final String KIOSK = "kiosk";
  private static final String REVIEWER = "reviewer";
  private static final int PAGE = 200;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final Duration BUSY_PATIENCE = Duration.ofSeconds(30);

  public StoreClient {
    keys = Map.copyOf(keys);
  }

  /** A client with the keys of the node's keys file. */
  public static StoreClient of(URI base, Path keysFile) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // no further thread wakes for an answer: this script shares two cores with both stores
            .executor(Runnable::run)
            .build();
    return new StoreClient(base, readKeys(keysFile), http);
  }

  private static Map<String, String> readKeys(Path keysFile) {
    try {
      return JSON.readValue(keysFile.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new DemoFailedException(
          "no API keys in "
              + keysFile
              + " ("
              + e.getMessage()
              + "); move the node's keys file back",
          e);
    }
  }

  static boolean isReady(HttpClient http, URI base) {
    try {
      HttpRequest ask =
          HttpRequest.newBuilder(base.resolve("/health/ready")).timeout(TIMEOUT).build();
      return http.send(ask, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Sells; the answer of {@code POST /sales}. */
  JsonNode sell(ObjectNode sale, String idempotencyKey) {
    return expect(CREATED, post("/sales", KIOSK, sale).header("Idempotency-Key", idempotencyKey));
  }

  /** Takes goods back; the answer of {@code POST /returns}. */
  JsonNode takeBack(ObjectNode goods, String idempotencyKey) {
    return expect(
        CREATED, post("/returns", KIOSK, goods).header("Idempotency-Key", idempotencyKey));
  }

  /** Uploads a picture as the kiosk's browser does. */
  JsonNode uploadPhoto(byte[] jpeg) {
    return expect(
        CREATED,
        request("/photos", KIOSK)
            .header("Content-Type", "image/jpeg")
            .POST(BodyPublishers.ofByteArray(jpeg)));
  }

  /** Has the lane's camera take a picture. */
  JsonNode capture(ObjectNode lane) {
    return expect(CREATED, post("/camera/captures", KIOSK, lane));
  }

  /** A transaction of any store, if this store has heard of it. */
  Optional<JsonNode> transaction(String id) {
    return find("/transactions/" + id);
  }

  /** Hands over each line of the store's event stream, until the store ends or this process. */
  void listen(Flow.Subscriber<String> lines) {
    HttpRequest ask = authorized("/events", REVIEWER).build();
    http.sendAsync(ask, BodyHandlers.fromLineSubscriber(lines));
  }

  /** Settles a held return of any store. */
  JsonNode decline(String transactionId, String note) {
    ObjectNode decision = JSON.createObjectNode().put("outcome", "DECLINE").put("note", note);
    return expect(OK, post("/transactions/" + transactionId + "/decision", REVIEWER, decision));
  }

  JsonNode replication() {
    return expect(OK, request("/replication", REVIEWER));
  }

  JsonNode stats() {
    return expect(OK, request("/stats", REVIEWER));
  }

  /** What the newest attempts that were paid nothing asked for, by transaction id. */
  Map<String, Long> valueProtected() {
    Map<String, Long> asked = new HashMap<>();
    JsonNode page = expect(OK, request("/stats/value-protected?limit=" + PAGE, REVIEWER));
    for (JsonNode item : page.path("items")) {
      asked.put(item.path("transactionId").asText(), item.path("askedMinor").asLong());
    }
    return asked;
  }

  private Optional<JsonNode> find(String path) {
    Answer answer = send(request(path, REVIEWER));
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    return Optional.of(answer.expect(OK));
  }

  private HttpRequest.Builder post(String path, String role, ObjectNode body) {
    return request(path, role)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder request(String path, String role) {
    return authorized(path, role).timeout(TIMEOUT);
  }

  private HttpRequest.Builder authorized(String path, String role) {
    return HttpRequest.newBuilder(base.resolve(API + path))
        .header("Authorization", "Bearer " + keys.get(role));
  }

  private JsonNode expect(int status, HttpRequest.Builder request) {
    return send(request).expect(status);
  }

  /** Sends, and sends again while the store says that it cannot now, as a till does. */
  private Answer send(HttpRequest.Builder builder) {
    return Await.until(
            BUSY_PATIENCE,
            Duration.ofSeconds(1),
            () -> Optional.of(sendOnce(builder)).filter(answer -> answer.status() != UNAVAILABLE))
        .orElseGet(() -> sendOnce(builder));
  }

  private Answer sendOnce(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Answer(request, response.statusCode(), response.body());
    } catch (IOException e) {
      throw new DemoFailedException(
          request.uri() + " does not answer (" + e + "); see the node's log", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static DemoFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DemoFailedException("interrupted", e);
  }

  private record Answer(HttpRequest request, int status, String body) {
    JsonNode expect(int expected) {
      if (status != expected) {
        throw new DemoFailedException(
            DemoFailedException.BROKEN,
            request.method()
                + " "
                + request.uri()
                + ": expected "
                + expected
                + ", found "
                + status
                + " "
                + body);
      }
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new DemoFailedException(request.uri() + " answered no JSON: " + body, e);
      }
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
