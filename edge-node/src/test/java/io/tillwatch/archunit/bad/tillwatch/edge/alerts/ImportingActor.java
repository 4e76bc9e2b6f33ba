package io.tillwatch.archunit.bad.tillwatch.edge.alerts;

import io.tillwatch.archunit.bad.tillwatch.edge.camera.ImportedActor;
import io.tillwatch.archunit.bad.tillwatch.tools.Tool;

/** Knows another actor, and a tool. */
public final class ImportingActor {
  public ImportedActor other() {
    return new ImportedActor();
  }

  public Tool tool() {
    return new Tool();
  }
}
