package io.tillwatch.edge.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports of the loopback interface, for nodes that a test starts. */
public final class Ports {
  /** Below what operating systems give to outgoing connections, which would take them meanwhile. */
  private static final int FIRST = 12_000;

  private static final int LAST = 32_000;

  /** Tests that need a port that is the same in every run take it from here. */
  private static final int FIRST_FIXED = 18_400;

  private static final int LAST_FIXED = 18_499;
  private static final int TRIES = 1_000;
  private static final int MOST_FORKS = 8;

  /** Integration tests run in several processes, which must not give each other's ports. */
  private static final int FORK = Integer.getInteger("tillwatch.fork", 1) % MOST_FORKS;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nobody listens on and that was not given before. */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST) / MOST_FORKS * MOST_FORKS + FORK;
      if (!isFixed(port) && isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port in " + FIRST + ".." + LAST);
  }

  private static boolean isFixed(int port) {
    return port >= FIRST_FIXED && port <= LAST_FIXED;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
