package io.tillwatch.edge.web;

import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The last events of this node, so that a page that lost its connection misses none. */
final class EventRing {

  /** One event. Its text is made once, when the first page wants it: most have no listener. */
  static final class Event {
    private final String id;
    private final long number;
    private final String name;
    private final String laneId;
    private Supplier<JsonObject> data;
    private String text;

    private Event(String id, long number, String name, String laneId, Supplier<JsonObject> data) {
      this.id = id;
      this.number = number;
      this.name = name;
      this.laneId = laneId;
      this.data = data;
    }

    String id() {
      return id;
    }

    String name() {
      return name;
    }

    /** Whose lane it is about, or null for none. */
    String laneId() {
      return laneId;
    }

    /** As it goes down the line. */
    String text() {
      if (text == null) {
        text = "id: " + id + "\nevent: " + name + "\ndata: " + data.get().encode() + "\n\n";
        data = null;
      }
      return text;
    }
  }

  private final String boot;
  private final int capacity;
  private final Deque<Event> events = new ArrayDeque<>();
  private long last;

  /**
   * An empty ring.
   *
   * @param boot names this run of the node, since numbers begin anew with each
   */
  EventRing(String boot, int capacity) {
    this.boot = boot;
    this.capacity = capacity;
  }

  /**
   * Remembers an event.
   *
   * @param data asked at most once
   * @param laneId whose lane it is about, or null for none
   */
  Event add(String name, Supplier<JsonObject> data, String laneId) {
    last++;
    Event event = new Event(boot + "-" + last, last, name, laneId, data);
    events.addLast(event);
    if (events.size() > capacity) {
      events.removeFirst();
    }
    return event;
  }

  /** The id of the newest event. */
  String lastId() {
    return boot + "-" + last;
  }

  /** What came after that event; empty where this ring cannot tell. */
  Optional<List<Event>> after(String id) {
    long seen = numberOf(id);
    boolean forgotten = seen < last && !events.isEmpty() && seen < events.getFirst().number - 1;
    if (seen < 0 || seen > last || forgotten) {
      return Optional.empty();
    }
    List<Event> missed = new ArrayList<>();
    events.forEach(
        event -> {
          if (event.number > seen) {
            missed.add(event);
          }
        });
    return Optional.of(missed);
  }

  private long numberOf(String id) {
    int dash = id.lastIndexOf('-');
    if (dash < 0 || !id.substring(0, dash).equals(boot)) {
      return -1;
    }
    String digits = id.substring(dash + 1);
    boolean number = !digits.isEmpty() && digits.length() < 19;
    return number && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Long.parseLong(digits)
        : -1;
  }
}
