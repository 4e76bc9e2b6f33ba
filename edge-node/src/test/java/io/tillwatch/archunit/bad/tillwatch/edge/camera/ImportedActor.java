package io.tillwatch.archunit.bad.tillwatch.edge.camera;

import io.tillwatch.archunit.bad.tillwatch.edge.alerts.ImportingActor;

/** Closes a cycle of two packages. */
public final class ImportedActor {
  public ImportingActor back() {
    return new ImportingActor();
  }
}
