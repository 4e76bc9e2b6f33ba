package io.tillwatch.edge.web.live;

import io.tillwatch.edge.codec.AnswerCodec;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last events of this node, so that a page that lost its connection misses none. */
final class EventRing {

  /** A lane of a store; two stores may call theirs alike. */
  record Lane(String storeId, String laneId) {}

  /** One event. Its text is made once, when the first page wants it: most have no listener. */
  static final class Event {
    private final String id;
    private final long number;
    private final String name;
    private final @Nullable Lane lane;
    private final Text text;
    private final Text forCustomers;

    private Event(
        String id, long number, String name, @Nullable Lane lane, Text text, Text forCustomers) {
      this.id = id;
      this.number = number;
      this.name = name;
      this.lane = lane;
      this.text = text;
      this.forCustomers = forCustomers;
    }

    String name() {
      return name;
    }

    /** Whose lane it is about, or null for none. */
    @Nullable Lane lane() {
      return lane;
    }

    /** As it goes down the line. */
    Buffer text() {
      return text.of(this);
    }

    /**
     * The same for a kiosk's page. No PIN changes that: a stream that was opened while the page was
     * unlocked would go on when it is locked.
     */
    Buffer textForCustomers() {
      return forCustomers.of(this);
    }
  }

  /** An event's text in UTF-8, made at most once for all who listen. */
  private static final class Text {
    /** Bytes before and behind the data, about. */
    private static final int FRAMING = 64;

    private @Nullable Supplier<Record> data;
    private @Nullable Buffer made;

    private Text(Supplier<Record> data) {
      this.data = data;
    }

    private Buffer of(Event event) {
      if (made != null) {
        return made;
      }
      byte[] json = AnswerCodec.toBytes(Objects.requireNonNull(data, "not made yet").get());
      String head = "id: " + event.id + "\nevent: " + event.name + "\ndata: ";
      Buffer text = Buffer.buffer(json.length + FRAMING).appendString(head);
      text.appendBytes(json).appendString("\n\n");
      made = text;
      data = null;
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
   * Remembers an event that everybody may hear whole.
   *
   * @param data asked at most once
   * @param lane whose lane it is about, or null for none
   */
  Event add(String name, Supplier<Record> data, @Nullable Lane lane) {
    Text text = new Text(data);
    return add(name, text, text, lane);
  }

  /**
   * Remembers an event.
   *
   * @param data asked at most once
   * @param forCustomers what a kiosk's page hears of it; asked at most once
   * @param lane whose lane it is about, or null for none
   */
  Event add(
      String name, Supplier<Record> data, Supplier<Record> forCustomers, @Nullable Lane lane) {
    return add(name, new Text(data), new Text(forCustomers), lane);
  }

  private Event add(String name, Text text, Text forCustomers, @Nullable Lane lane) {
    last++;
    Event event = new Event(boot + "-" + last, last, name, lane, text, forCustomers);
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
  @Nullable Event at(long number) {
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
