package io.tillwatch.archunit.bad;

import io.vertx.core.Vertx;

/** Publishes past the catalogue of channels. */
public final class BusIntruder {
  private BusIntruder() {}

  public static void publish(Vertx vertx) {
    vertx.eventBus().publish("somewhere", "something");
  }
}
