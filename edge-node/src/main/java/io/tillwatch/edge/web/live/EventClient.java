package io.tillwatch.edge.web.live;

import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.Page;
import io.tillwatch.edge.web.live.EventRing.Event;
import io.tillwatch.edge.web.live.EventRing.Lane;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One page that listens: a place in the ring that moves as fast as the page takes events up, and no
 * faster. Nothing waits for it anywhere else. A page so slow that the ring forgets what it has not
 * had yet is told so once, and goes on with the newest.
 */
final class EventClient {
  /** Events written in one turn of the event loop, which has tills to serve. */
  private static final int SLICE = 64;

  private static final Set<String> FOR_KIOSKS = Set.of("transaction", "camera", "reset");

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final EventRing ring;
  private final Caller caller;
  private final @Nullable Lane lane;
  private long had;
  private boolean goesOn;

  /**
   * A page.
   *
   * @param lane the kiosk's lane; null for a dashboard, which hears of all
   * @param had number of the last event that it had
   */
  EventClient(
      Vertx vertx,
      HttpServerResponse response,
      EventRing ring,
      Caller caller,
      @Nullable Lane lane,
      long had) {
    this.vertx = vertx;
    this.response = response;
    this.ring = ring;
    this.caller = caller;
    this.lane = lane;
    this.had = had;
    response.drainHandler(drained -> flow());
  }

  Caller caller() {
    return caller;
  }

  /** Sends what the page has not had, as far as it takes it up now. */
  void flow() {
    int written = 0;
    while (had < ring.last() && !response.closed() && !response.writeQueueFull()) {
      if (written == SLICE) {
        goOnSoon();
        return;
      }
      if (ring.forgotBehind(had)) {
        reset();
        return;
      }
      had++;
      Event event = ring.at(had);
      if (event != null && concerns(event)) {
        response.write(caller.page() == Page.KIOSK ? event.textForCustomers() : event.text());
        written++;
      }
    }
  }

  /** Tells the page that what it missed is not known any more: lists must be read anew. */
  void reset() {
    had = ring.last();
    response.write("id: " + ring.lastId() + "\nevent: reset\ndata: {}\n\n");
  }

  /** Shows that the line is alive; a line that is full shows it by itself. */
  void beat() {
    if (!response.closed() && !response.writeQueueFull()) {
      response.write(": \n\n");
    }
  }

  void close() {
    if (!response.closed()) {
      response.reset();
    }
  }

  private void goOnSoon() {
    if (!goesOn) {
      goesOn = true;
      vertx.runOnContext(
          next -> {
            goesOn = false;
            flow();
          });
    }
  }

  private boolean concerns(Event event) {
    if (caller.role() != Role.KIOSK) {
      return true;
    }
    return FOR_KIOSKS.contains(event.name()) && (event.lane() == null || event.lane().equals(lane));
  }
}
