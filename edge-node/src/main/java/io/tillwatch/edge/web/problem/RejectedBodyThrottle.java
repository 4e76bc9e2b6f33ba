package io.tillwatch.edge.web.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What large bodies were read for nothing, per address: each costs the time of looking at it. An
 * address whose bodies were refused too often in the last while sends no large ones until that has
 * passed. One event loop's.
 */
public final class RejectedBodyThrottle {
  private static final int MOST_ADDRESSES = 10_000;

  private static final class Debt {
    private double bytes;
    private long atNanos;
  }

  private final long most;
  private final long forgivenBytesASecond;
  private final Map<String, Debt> byAddress = new LinkedHashMap<>();

  /**
   * Nobody was refused yet.
   *
   * @param most bytes of one address that may be read for nothing in one go
   * @param forgivenBytesASecond how fast they are forgotten
   */
  public RejectedBodyThrottle(long most, long forgivenBytesASecond) {
    this.most = most;
    this.forgivenBytesASecond = forgivenBytesASecond;
  }

  /** Throws ProblemException 503 where too much of this address was read for nothing lately. */
  public void check(String address, long nowNanos) {
    Debt debt = byAddress.get(address);
    if (debt != null && left(debt, nowNanos) >= most) {
      throw Problem.later(
              503, "BUSY", "too much of what this address sent was refused; send less of it", 5)
          .exception();
    }
  }

  /** So many bytes were read for nothing. */
  public void add(String address, long bytes, long nowNanos) {
    Debt debt = byAddress.computeIfAbsent(address, from -> new Debt());
    debt.bytes = left(debt, nowNanos) + bytes;
    debt.atNanos = nowNanos;
    if (byAddress.size() > MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }

  private double left(Debt debt, long nowNanos) {
    return Math.max(0, debt.bytes - (nowNanos - debt.atNanos) / 1e9 * forgivenBytesASecond);
  }
}
