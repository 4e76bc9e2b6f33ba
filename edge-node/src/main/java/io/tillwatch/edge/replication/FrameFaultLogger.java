package io.tillwatch.edge.replication;

import io.tillwatch.core.replication.FrameFigures;
import io.tillwatch.edge.bus.Bus;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what is unwell about frames between stores: once a minute at most. */
final class FrameFaultLogger {
  private static final Logger LOG = LoggerFactory.getLogger(FrameFaultLogger.class);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MINUTES = 60;

  private final Bus bus;
  private Map<String, Long> before = Map.of();
  private long reports;

  FrameFaultLogger(Bus bus) {
    this.bus = bus;
  }

  void start(Vertx vertx) {
    report();
    vertx.setPeriodic(MINUTE_MILLIS, tick -> report());
  }

  private void report() {
    FrameFigures now = bus.frameFigures();
    Map<String, Long> risen = new TreeMap<>();
    now.refused()
        .forEach(
            (reason, count) -> {
              long more = count - before.getOrDefault(reason, 0L);
              if (more > 0) {
                risen.put(reason, more);
              }
            });
    before = now.refused();
    if (!risen.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("store", bus.self())
          .addKeyValue("refused", risen)
          .log("frames in other stores' names were refused and changed nothing");
    }
    if (now.acceptsOld() && reports++ % HOUR_MINUTES == 0) {
      LOG.atWarn()
          .addKeyValue("store", bus.self())
          .addKeyValue("oldFrameStores", now.oldStores())
          .log(
              "cluster.acceptOldFrames is on: frames that somebody kept may count again;"
                  + " take it out once every store is upgraded");
    }
  }
}
