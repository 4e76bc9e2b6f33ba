package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.problem.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of requests' bodies that may be in memory at once, over all connections: what is being read
 * and what is being answered. One event loop's.
 */
final class BodyBudget {
  private final long most;
  private final long mostPerAddress;
  private final Map<String, Long> byAddress = new HashMap<>();
  private long taken;

  /**
   * An empty budget.
   *
   * @param most bytes
   * @param mostPerAddress bytes of them that one address may take
   */
  BodyBudget(long most, long mostPerAddress) {
    this.most = most;
    this.mostPerAddress = mostPerAddress;
  }

  /** Takes so many bytes more; throws ProblemException 503 where too many are taken already. */
  void acquire(String address, long bytes) {
    long mine = byAddress.getOrDefault(address, 0L) + bytes;
    if (taken + bytes > most || mine > mostPerAddress) {
      throw Problem.later(503, "BUSY", "too much is being sent at once; send it again", 1)
          .exception();
    }
    taken += bytes;
    byAddress.put(address, mine);
  }

  void release(String address, long bytes) {
    taken -= bytes;
    byAddress.computeIfPresent(address, (from, all) -> all > bytes ? all - bytes : null);
  }

  long taken() {
    return taken;
  }
}
