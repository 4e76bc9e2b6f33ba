package io.tillwatch.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running node over its HTTP API.
 *
 * @param base for example {@code http://127.0.0.1:8080}
 * @param key API key; null: none is sent
 */
record NodeClient(URI base, @Nullable String key, HttpClient http) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /**
   * @throws CommandFailedException where that is no address of a node
   */
  static NodeClient of(URI base, @Nullable String key) {
    if (base.getHost() == null || !String.valueOf(base.getScheme()).matches("https?")) {
      throw new CommandFailedException(
          "expected the URL of a node, like http://127.0.0.1:8080, found " + base);
    }
    return new NodeClient(base, key, HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
  }

  /** An answer: status and, where it was JSON, its content. */
  record Answer(int status, JsonNode body) {}

  /**
   * @throws CommandFailedException where the node does not answer
   */
  Answer get(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException e) {
      throw new CommandFailedException(
          "no node answers at " + base + " (" + e + "); start it, or name it with --url", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
