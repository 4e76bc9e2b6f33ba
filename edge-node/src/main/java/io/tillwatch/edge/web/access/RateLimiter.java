package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.RatesConfig;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.web.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of calls per API key and role: it fills at the key's rate, holds two seconds of it, and
 * is asked once per call. Calls without a key share one bucket per address. One event loop's.
 */
public final class RateLimiter {
  /** Signing in and health: far above what browsers and supervisors need. */
  public static final int WITHOUT_KEY = 1_000;

  private static final int SECONDS_AT_ONCE = 2;
  private static final int MOST_BUCKETS = 10_000;

  private static final class Bucket {
    private double calls;
    private long filledNanos;
  }

  private final RatesConfig settings;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();
  private long refused;

  public RateLimiter(RatesConfig settings) {
    this.settings = settings;
  }

  /** Takes one call; throws ProblemException 429 where the caller makes too many. */
  public void take(Caller caller, long nowNanos) {
    int rate = rateOf(caller.role());
    if (rate == 0) {
      return;
    }
    String name = caller.role() == null ? "from " + caller.from() : caller.actor();
    Bucket bucket = bucket(name + " " + caller.role(), rate, nowNanos);
    double most = (double) rate * SECONDS_AT_ONCE;
    bucket.calls = Math.min(most, bucket.calls + (nowNanos - bucket.filledNanos) / 1e9 * rate);
    bucket.filledNanos = nowNanos;
    if (bucket.calls < 1) {
      refused++;
      throw Problem.later(
              429, "RATE_LIMITED", "more than " + rate + " calls a second; wait a second", 1)
          .exception();
    }
    bucket.calls--;
  }

  /**
   * Counts a key that is none; throws ProblemException 429 where an address shows too many. Good
   * keys from there are let in all the same.
   */
  public void refusedKey(String address, long nowNanos) {
    take(new Caller("no key", null, null, null, "refused " + address), nowNanos);
  }

  /** Calls refused so far. */
  public long refused() {
    return refused;
  }

  private Bucket bucket(String name, int rate, long nowNanos) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.calls = (double) rate * SECONDS_AT_ONCE;
      bucket.filledNanos = nowNanos;
      buckets.put(name, bucket);
      if (buckets.size() > MOST_BUCKETS) {
        buckets.remove(buckets.keySet().iterator().next());
      }
    }
    return bucket;
  }

  private int rateOf(@Nullable Role role) {
    if (role == null) {
      return WITHOUT_KEY;
    }
    return role == Role.KIOSK || role == Role.INTEGRATION ? settings.tills() : settings.staff();
  }
}
