package io.tillwatch.archunit.bad.tillwatch.core;

import io.vertx.core.Vertx;
import java.time.Instant;

/** A model that knows Vert.x and looks at the clock. */
public record ImpureModel(Vertx vertx) {
  public Instant time() {
    return Instant.now();
  }
}
