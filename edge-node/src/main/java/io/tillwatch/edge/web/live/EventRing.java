package io.tillwatch.edge.web.live;

import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The last events of this node, so that a page that lost its connection misses none. */
final class EventRing {

  /** A lane of a store; two stores may call theirs alike. */
  record Lane(String storeId, String laneId) {}

  /** One event. Its text is made once, when the first page wants it: most have no listener. */
  static final class Event {
    private final String id;
    private final long number;
    private final String name;
    private final Lane lane;
    private Supplier<JsonObject> data;
    private String text;

    private Event(String id, long number, String name, Lane lane, Supplier<JsonObject> data) {
      this.id = id;
      this.number = number;
      this.name = name;
      this.lane = lane;
      this.data = data;
    }

    String name() {
      return name;
    }

    /** Whose lane it is about, or null for none. */
    Lane lane() {
      return lane;
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
  private final Event[] events;
  private long last;

  /**
   * An empty ring.
   *
   * @param boot names this run of the node, since numbers begin anew with each
   */
  EventRing(String boot, int capacity) {
    this.boot = boot;
    this.events = new Event[capacity];
  }

  /**
   * Remembers an event.
   *
   * @param data asked at most once
   * @param lane whose lane it is about, or null for none
   */
  Event add(String name, Supplier<JsonObject> data, Lane lane) {
    last++;
    Event event = new Event(boot + "-" + last, last, name, lane, data);
    events[place(last)] = event;
    return event;
  }

  /** The id of the newest event. */
  String lastId() {
    return boot + "-" + last;
  }

  /** The number of the newest event; 0 before the first. */
  long last() {
    return last;
  }

  /** Whether events behind that one are forgotten already. */
  boolean forgotBehind(long number) {
    return number < last - events.length;
  }

  /** The event of that number; null where it is forgotten, or still to come. */
  Event at(long number) {
    Event event = number < 1 || number > last ? null : events[place(number)];
    return event != null && event.number == number ? event : null;
  }

  /** The number of the event of that id; empty where this ring cannot tell what came after it. */
  OptionalLong numberOf(String id) {
    int dash = id.lastIndexOf('-');
    if (dash < 0 || !id.substring(0, dash).equals(boot)) {
      return OptionalLong.empty();
    }
    String digits = id.substring(dash + 1);
    boolean isNumber = !digits.isEmpty() && digits.length() < 19;
    if (!isNumber || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(digits);
    return number > last || forgotBehind(number) ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private int place(long number) {
    return (int) (number % events.length);
  }
}
