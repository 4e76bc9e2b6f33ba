package io.tillwatch.edge.web.access;

import io.tillwatch.edge.staff.StaffPins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Whom this node alone knows: who is signed in, its paired kiosks and its staff. */
public record LocalIdentities(Sessions sessions, KioskPairings pairings, StaffPins pins) {

  /** What the node's data folder holds; blocks. */
  public static LocalIdentities open(Path dataDir, InstantSource clock) throws IOException {
    LocalIdentities access =
        new LocalIdentities(
            new Sessions(clock), KioskPairings.open(dataDir), StaffPins.open(dataDir, clock));
    access.refresh();
    // a file that cannot be read is told at a start, not to the first who types a PIN
    access.pins().list();
    return access;
  }

  /**
   * Sees which kiosks and PINs the command line took away beside this node; whether that changed
   * anything. Blocks.
   */
  public boolean refresh() throws IOException {
    boolean changed = pairings.refresh(sessions);
    if (!sessions.isAnyUnlocked()) {
      return changed;
    }
    Map<String, Instant> since = since();
    boolean locked =
        sessions.lockUnless(
            (staff, unlocked) -> since.containsKey(staff) && !since.get(staff).isAfter(unlocked));
    return changed || locked;
  }

  /** When each got their PIN. Where nobody can read that, no page stays unlocked. */
  private Map<String, Instant> since() throws IOException {
    Map<String, Instant> since = new HashMap<>();
    try {
      pins.list().forEach(each -> since.put(each.name(), each.created()));
    } catch (IOException e) {
      sessions.lockUnless((staff, unlocked) -> false);
      throw e;
    }
    return since;
  }
}
