package io.tillwatch.edge.fraud.replay;

import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.history.Visibility;
import io.tillwatch.core.retail.RetailEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an event stream: a context, then events in order of time, among which another
 * context may stand. A line that cannot be read ends the reading with its number and the reason.
 */
public final class EventLines {
  private static final int LONGEST = 4 * 1024 * 1024;

  /**
   * One event as it was read.
   *
   * @param label FRAUD or LEGIT, or null; never an input to scoring
   */
  public record Line(RetailEvent event, Visibility visibility, @Nullable String label) {}

  /** Takes what is read. */
  public interface Reader {
    /** The first line, and any later one that changes something for the events behind it. */
    void context(RetailContext context);

    void event(Line line) throws IOException;
  }

  private final byte[] chunk = new byte[1 << 16];
  private final EventRecords records = new EventRecords();
  private byte[] line = new byte[1 << 13];
  private int length;
  private long number;
  private @Nullable RetailContext context;

  /** Reads to the end. */
  public void read(InputStream in, Reader reader) throws IOException {
    for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
      int from = 0;
      for (int i = 0; i < got; i++) {
        if (chunk[i] == '\n') {
          append(from, i);
          lineEnds(reader);
          from = i + 1;
        }
      }
      append(from, got);
    }
    if (length > 0) {
      lineEnds(reader);
    }
    if (context == null) {
      number = Math.max(1, number);
      throw new UnreadableLineException(number, "expected a context line, found the end");
    }
  }

  private void append(int from, int to) throws IOException {
    int more = to - from;
    if (length + more > LONGEST) {
      throw new UnreadableLineException(number + 1, "a line is longer than " + LONGEST + " bytes");
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
    System.arraycopy(chunk, from, line, length, more);
    length += more;
  }

  private void lineEnds(Reader reader) throws IOException {
    number++;
    int size = length;
    length = 0;
    if (isBlank(size)) {
      return;
    }
    try {
      EventLineHeader head = records.head(line, size);
      if (context == null || "context".equals(head.kind())) {
        context = records.context(line, size, context);
        reader.context(context);
      } else {
        reader.event(records.event(head, line, size));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableLineException(number, e.getMessage());
    }
  }

  private boolean isBlank(int size) {
    for (int i = 0; i < size; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
