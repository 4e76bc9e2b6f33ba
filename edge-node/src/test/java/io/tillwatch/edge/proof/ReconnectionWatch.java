package io.tillwatch.edge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.proof.Reachability.Pair;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Notes when two stores whose line was mended both say that they are connected again. */
final class ReconnectionWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);

  /** One may not have noticed yet that the other had gone. */
  private static final Duration UNBROKEN = Duration.ofSeconds(1);

  private final Reachability contact;
  private final Map<String, NodeProcess> nodes;
  private final Map<Pair, Long> connectedSince = new HashMap<>();
  private volatile boolean closed;

  /** Watches until it is closed. */
  ReconnectionWatch(Reachability contact, Map<String, NodeProcess> nodes) {
    this.contact = contact;
    this.nodes = nodes;
    Thread thread = new Thread(this::watch, "contact-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void watch() {
    while (!closed) {
      var mending = contact.mending();
      connectedSince.keySet().retainAll(mending);
      mending.forEach(this::check);
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void check(Pair pair) {
    long now = System.nanoTime();
    if (!says(pair.one(), pair.other()) || !says(pair.other(), pair.one())) {
      connectedSince.remove(pair);
    } else if (now - connectedSince.computeIfAbsent(pair, p -> now) > UNBROKEN.toNanos()) {
      contact.confirmed(pair);
    }
  }

  private boolean says(String store, String peer) {
    try {
      for (JsonNode each : nodes.get(store).till().replication().path("peers")) {
        if (each.path("storeId").asText().equals(peer)) {
          return each.path("state").asText().equals("CONNECTED");
        }
      }
      return false;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
