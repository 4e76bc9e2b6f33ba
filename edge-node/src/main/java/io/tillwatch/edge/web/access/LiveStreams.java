package io.tillwatch.edge.web.access;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers that go on: event streams, camera previews, exports. Each ends soon after its caller
 * would no longer be admitted: a key that was revoked, a session that was closed or ran out.
 */
public final class LiveStreams {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Authenticator authenticator;
  private final Map<HttpServerRequest, Access> open = new LinkedHashMap<>();

  public LiveStreams(Vertx vertx, Authenticator authenticator) {
    this.authenticator = authenticator;
    vertx.setPeriodic(LOOK_EVERY.toMillis(), tick -> endRefused());
  }

  public void opened(HttpServerRequest request, Access access) {
    open.put(request, access);
  }

  private void endRefused() {
    for (Map.Entry<HttpServerRequest, Access> each : List.copyOf(open.entrySet())) {
      HttpServerRequest request = each.getKey();
      boolean over = request.response().ended() || request.response().closed();
      if (over) {
        open.remove(request);
      } else if (!authenticator.stillAdmits(each.getValue(), request)) {
        open.remove(request);
        request.connection().close();
      }
    }
  }
}
