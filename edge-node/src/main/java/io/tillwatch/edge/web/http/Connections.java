package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.access.ClientResolver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The open connections of one server: not too many of them, not too many of one address, and none
 * that holds a place without asking anything. Where the places are taken, one that asks nothing
 * makes room for the next. One event loop's.
 */
public final class Connections {
  static final int MOST = 4_000;
  static final int MOST_PER_ADDRESS = 1_000;

  /** From the connection to the end of its first request's headers. */
  static final Duration FIRST_HEADERS = Duration.ofSeconds(10);

  /** From an answer to the end of the next request's headers, whatever trickles in meanwhile. */
  static final Duration BETWEEN = Duration.ofSeconds(75);

  /** The longest that one answer may take to be made and taken up. */
  static final Duration ANSWER = Duration.ofMinutes(5);

  private static final long LOOK_EVERY_MILLIS = 1_000;

  private static final class Place {
    private final String address;
    private long sinceNanos = System.nanoTime();
    private int underWay;
    private boolean asked;
    private boolean streams;

    private Place(String address) {
      this.address = address;
    }

    private boolean isIdle() {
      return underWay == 0;
    }

    private boolean isOver(long now) {
      Duration most = underWay > 0 ? ANSWER : asked ? BETWEEN : FIRST_HEADERS;
      return !streams && now - sinceNanos > most.toNanos();
    }
  }

  private final ClientResolver clients;
  private final Map<HttpConnection, Place> places = new LinkedHashMap<>();
  private final Map<String, Integer> byAddress = new HashMap<>();
  private long refused;

  Connections(Vertx vertx, ClientResolver clients) {
    this.clients = clients;
    vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> closeOverdue());
  }

  /** A connection was made. */
  public void opened(HttpConnection connection) {
    String address = connection.remoteAddress().hostAddress();
    boolean shared = clients.isProxy(address);
    Predicate<Place> same = place -> place.address.equals(address);
    boolean crowded = !shared && byAddress.getOrDefault(address, 0) >= MOST_PER_ADDRESS;
    if (places.size() >= MOST || crowded) {
      refused++;
      Optional<HttpConnection> idle = longestIdle(crowded ? same : any -> true);
      idle.ifPresent(this::close);
      if (idle.isEmpty()) {
        connection.close();
        return;
      }
    }
    places.put(connection, new Place(address));
    byAddress.merge(address, 1, Integer::sum);
    connection.closeHandler(closed -> leave(connection));
  }

  /** A request's headers are here; its answer's end is awaited. */
  void asked(RoutingContext context) {
    Place place = places.get(context.request().connection());
    if (place != null) {
      place.asked = true;
      place.underWay++;
      place.sinceNanos = System.nanoTime();
      context.addEndHandler(
          end -> {
            place.underWay--;
            place.streams = false;
            place.sinceNanos = System.nanoTime();
          });
    }
    context.next();
  }

  /** The answer under way goes on as long as somebody listens. */
  void streams(HttpConnection connection) {
    Place place = places.get(connection);
    if (place != null) {
      place.streams = true;
    }
  }

  int open() {
    return places.size();
  }

  /** Connections that came when all places were taken. */
  long refused() {
    return refused;
  }

  private Optional<HttpConnection> longestIdle(Predicate<Place> among) {
    return places.entrySet().stream()
        .filter(each -> each.getValue().isIdle() && among.test(each.getValue()))
        .min(
            Comparator.<Map.Entry<HttpConnection, Place>, Boolean>comparing(
                    each -> each.getValue().asked)
                .thenComparing(each -> each.getValue().sinceNanos))
        .map(Map.Entry::getKey);
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    List.copyOf(places.entrySet()).stream()
        .filter(each -> each.getValue().isOver(now))
        .forEach(each -> close(each.getKey()));
  }

  private void close(HttpConnection connection) {
    leave(connection);
    connection.close();
  }

  private void leave(HttpConnection connection) {
    Place place = places.remove(connection);
    if (place != null) {
      byAddress.computeIfPresent(place.address, (from, many) -> many > 1 ? many - 1 : null);
    }
  }
}
