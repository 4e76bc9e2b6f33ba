package io.tillwatch.core.fraud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Days within which goods may come back, as they were in force one after the other. A purchase
 * keeps the window that was in force when it was made.
 *
 * @param windows oldest first, at least one; the first holds for everything before the second
 */
public record ReturnWindows(List<Window> windows) {
  /** Longest window, in days. */
  public static final int MOST_DAYS = 3650;

  /**
   * One window.
   *
   * @param from milliseconds since 1970 from which purchases have it
   */
  public record Window(long from, int days) {
    public Window {
      if (days < 0 || days > MOST_DAYS) {
        throw new IllegalArgumentException(
            "returnWindowDays must be 0.." + MOST_DAYS + ", found " + days);
      }
    }
  }

  public ReturnWindows {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("expected a return window, found none");
    }
    for (int i = 1; i < windows.size(); i++) {
      if (windows.get(i).from() < windows.get(i - 1).from()) {
        throw new IllegalArgumentException("return windows must be in order of time");
      }
    }
  }

  /** One window for all purchases. */
  public static ReturnWindows of(int days) {
    return new ReturnWindows(List.of(new Window(Long.MIN_VALUE, days)));
  }

  /** Days that a purchase of that moment has. */
  public int daysAt(long purchase) {
    int last = windows.size() - 1;
    while (last > 0 && windows.get(last).from() > purchase) {
      last--;
    }
    return windows.get(last).days();
  }

  /** The longest that any purchase has. */
  public int longest() {
    return windows.stream().mapToInt(Window::days).max().orElseThrow();
  }

  /** Days that a purchase has from now on. */
  public int current() {
    return windows.get(windows.size() - 1).days();
  }

  /**
   * The same windows, and another one for purchases from a moment on; none where it is the same.
   */
  public ReturnWindows changed(Instant from, int days) {
    if (days == current()) {
      return this;
    }
    List<Window> more = new ArrayList<>(windows);
    more.add(new Window(Math.max(from.toEpochMilli(), more.get(more.size() - 1).from()), days));
    return new ReturnWindows(more);
  }
}
