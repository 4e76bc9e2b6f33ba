package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.AddressRange;
import io.tillwatch.edge.web.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed sign-ins per address, and tries at PINs per session, so that nobody can try codes
 * and keys at speed. Whoever has a good one is let in whatever others tried from there: codes and
 * keys are too long to be guessed, and a shop's tills may share one address.
 */
public final class SignInThrottle {
  public static final int MOST_PER_WINDOW = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;
  private static final int IPV6_NETWORK_BYTES = 8;

  private record Window(Instant began, int failures) {}

  private final InstantSource clock;
  private final Map<String, Window> byAddress = new LinkedHashMap<>();

  public SignInThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a failure; throws ProblemException 429 where this address or session had too many. */
  public void failed(String address) {
    String from = network(address);
    Window window = window(from);
    byAddress.put(from, new Window(window.began(), window.failures() + 1));
    if (byAddress.size() > MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
    if (window.failures() >= MOST_PER_WINDOW) {
      throw Problem.later(
              429,
              "TOO_MANY_ATTEMPTS",
              "too many attempts; wait a minute",
              (int) WINDOW.toSeconds())
          .exception();
    }
  }

  /** One caller may have a whole network of IPv6 addresses. */
  private static String network(String address) {
    byte[] numbers = AddressRange.numbers(address);
    return numbers == null || numbers.length <= 4
        ? address
        : HexFormat.of().formatHex(Arrays.copyOf(numbers, IPV6_NETWORK_BYTES));
  }

  private Window window(String address) {
    Instant now = clock.instant();
    Window window = byAddress.get(address);
    return window == null || window.began().plus(WINDOW).isBefore(now)
        ? new Window(now, 0)
        : window;
  }
}
