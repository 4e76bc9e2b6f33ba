package io.tillwatch.edge.web;

import io.tillwatch.edge.config.Role;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * One page that listens. What it does not take up in time waits in a bounded queue; a page slower
 * than that is cut off, and comes back by itself with the id of the last event it saw.
 */
final class EventClient {
  private static final int MOST_WAITING = 512;
  private static final Set<String> FOR_KIOSKS = Set.of("transaction", "camera", "reset");

  private final HttpServerResponse response;
  private final Role role;
  private final String laneId;
  private final Deque<String> waiting = new ArrayDeque<>();

  /**
   * A page.
   *
   * @param laneId the kiosk's lane; null for a dashboard, which hears of all
   */
  EventClient(HttpServerResponse response, Role role, String laneId) {
    this.response = response;
    this.role = role;
    this.laneId = laneId;
    response.drainHandler(drained -> flush());
  }

  void send(EventRing.Event event) {
    if (concerns(event)) {
      write(event.text());
    }
  }

  void write(String text) {
    if (response.writeQueueFull() || !waiting.isEmpty()) {
      waiting.addLast(text);
      if (waiting.size() > MOST_WAITING) {
        close();
      }
    } else {
      response.write(text);
    }
  }

  void close() {
    waiting.clear();
    if (!response.closed()) {
      response.reset();
    }
  }

  private boolean concerns(EventRing.Event event) {
    if (role != Role.KIOSK) {
      return true;
    }
    return FOR_KIOSKS.contains(event.name())
        && (event.laneId() == null || event.laneId().equals(laneId));
  }

  private void flush() {
    while (!waiting.isEmpty() && !response.writeQueueFull()) {
      response.write(waiting.removeFirst());
    }
  }
}
