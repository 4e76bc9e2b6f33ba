package io.tillwatch.edge.web.access;

import io.tillwatch.edge.staff.StaffPins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Whom this node alone knows: who is signed in, its paired kiosks and its staff. */
public record LocalAccess(Sessions sessions, Pairings pairings, StaffPins pins) {

  /** What the node's data folder holds; blocks. */
  public static LocalAccess open(Path dataDir, InstantSource clock) throws IOException {
    LocalAccess access =
        new LocalAccess(
            new Sessions(clock), Pairings.open(dataDir), StaffPins.open(dataDir, clock));
    access.refresh();
    return access;
  }

  /** Sees which kiosks the command line took away beside this node, if any; blocks. */
  public boolean refresh() throws IOException {
    return pairings.refresh(sessions);
  }
}
