package io.tillwatch.edge.web;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.ApiContract;
import io.tillwatch.edge.web.access.Page;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A plain HTTP client of one node, with one API key. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** What was answered. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String body) {
    public JsonObject json() {
      return new JsonObject(body);
    }

    public String header(String name) {
      return headers.firstValue(name).orElse(null);
    }
  }

  private final String base;
  private final Map<String, String> headers;

  Http(String base, String key) {
    this(base, key == null ? Map.of() : Map.of("Authorization", "Bearer " + key));
  }

  private Http(String base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** A page of this node that signs in with the code of its printed link. */
  Http signIn(Page page, String code) {
    return signIn(new JsonObject().put("page", page.word()).put("code", code));
  }

  /** A kiosk's page of that name. */
  Http signIn(Page page, String code, String name) {
    return signIn(new JsonObject().put("page", page.word()).put("code", code).put("name", name));
  }

  private Http signIn(JsonObject in) {
    String cookie = post("/api/v1/session", in.encode()).header("Set-Cookie").split(";", 2)[0];
    return new Http(base, Map.of("Cookie", cookie, "X-Tillwatch-Page", in.getString("page")));
  }

  /** A caller of that node, with its own key of that role. */
  public static Http of(EdgeConfig node, String role) {
    return new Http("http://127.0.0.1:" + node.http().port(), keyOf(node, role));
  }

  /** The key of that role, as the node wrote it down. */
  public static String keyOf(EdgeConfig node, String role) {
    try {
      return new JsonObject(Files.readString(node.keysFile())).getString(role);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Http as(String otherKey) {
    return new Http(base, otherKey);
  }

  public String base() {
    return base;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Posts a sale or return under a fresh idempotency key. */
  public Answer submit(String path, String json) {
    return submit(path, json, UUID.randomUUID().toString());
  }

  Answer submit(String path, String json, String idempotencyKey) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(json)));
  }

  /** Hands in a JPEG, with what its customer agreed to, or null. */
  Answer photo(byte[] jpeg, String consent) {
    HttpRequest.Builder request =
        request("/api/v1/photos")
            .header("Content-Type", "image/jpeg")
            .POST(BodyPublishers.ofByteArray(jpeg));
    return send(consent == null ? request : request.header("X-Photo-Consent", consent));
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    headers.forEach(request::header);
    return request;
  }

  public static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      ApiContract.check(
          response.request().method(),
          response.request().uri().getPath(),
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(null),
          response.body());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
