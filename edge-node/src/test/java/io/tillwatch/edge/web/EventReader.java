package io.tillwatch.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.support.ApiContract;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Reads one stream of Server-Sent Events. */
final class EventReader implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final HttpURLConnection connection;
  private final BufferedReader lines;
  private String lastId;

  private EventReader(HttpURLConnection connection) throws IOException {
    this.connection = connection;
    this.lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    // the first line is sent once the listener is known
    lines.readLine();
  }

  static EventReader open(Http http, String path, String lastEventId) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(http.base() + path).toURL().openConnection();
    connection.setReadTimeout(PATIENCE_MILLIS);
    HttpRequest model = http.request(path).build();
    model
        .headers()
        .map()
        .forEach((name, values) -> connection.setRequestProperty(name, values.get(0)));
    if (lastEventId != null) {
      connection.setRequestProperty("Last-Event-ID", lastEventId);
    }
    assertThat(connection.getResponseCode()).isEqualTo(200);
    return new EventReader(connection);
  }

  /** The data of the next event of that name that fits; others are passed over. */
  JsonObject await(String name, Predicate<JsonObject> fits) throws IOException {
    String event = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        lastId = line.substring(4);
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        String data = line.substring(6);
        ApiContract.checkEvent(event, data);
        if (event.equals(name) && fits.test(new JsonObject(data))) {
          return new JsonObject(data);
        }
      }
    }
    throw new AssertionError("the stream ended before " + name);
  }

  String lastId() {
    return lastId;
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
