package io.tillwatch.edge.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts failed sign-ins per address, so that nobody can try codes and keys at speed. */
final class Attempts {
  static final int MOST_PER_WINDOW = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private record Window(Instant began, int failures) {}

  private final InstantSource clock;
  private final Map<String, Window> byAddress = new LinkedHashMap<>();

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /** Throws where this address failed too often. */
  void check(String address) {
    if (window(address).failures() >= MOST_PER_WINDOW) {
      throw Problem.later(
              429,
              "TOO_MANY_ATTEMPTS",
              "too many failed sign-ins; wait a minute",
              (int) WINDOW.toSeconds())
          .exception();
    }
  }

  void failed(String address) {
    Window window = window(address);
    byAddress.put(address, new Window(window.began(), window.failures() + 1));
    if (byAddress.size() > MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }

  private Window window(String address) {
    Instant now = clock.instant();
    Window window = byAddress.get(address);
    return window == null || window.began().plus(WINDOW).isBefore(now)
        ? new Window(now, 0)
        : window;
  }
}
