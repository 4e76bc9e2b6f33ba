package io.tillwatch.edge.web.access;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.config.files.PrivateList;
import io.tillwatch.edge.config.keys.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The kiosks that are paired with this node, in {@code <data>/kiosks.json}: only hashes of their
 * cookies. Every method but {@link #none} blocks.
 */
public final class KioskPairings {
  private static final int MOST = 500;

  private final PrivateList<PairedKiosk> file;
  private Object version = List.of();

  private KioskPairings(PrivateList<PairedKiosk> file) {
    this.file = file;
  }

  /** The kiosks of the node whose data lies there. */
  public static KioskPairings open(Path dataDir) throws IOException {
    PrivateFile.createFolder(dataDir);
    return new KioskPairings(
        new PrivateList<>(dataDir.resolve("kiosks.json"), "paired kiosks", PairedKiosk.class));
  }

  public List<PairedKiosk> list() throws IOException {
    return file.read();
  }

  /**
   * Remembers a kiosk's session. Another of the same name ends.
   *
   * @param name null: one that is made up
   */
  void add(@Nullable String name, String secret, Caller caller, Instant now, Instant expires)
      throws IOException {
    String hash = Sha256.hex(secret);
    String called = name == null ? "kiosk-" + hash.substring(0, 6) : name;
    PairedKiosk fresh =
        new PairedKiosk(
            called,
            hash,
            caller.actor(),
            caller.keyId(),
            caller.lane(),
            now.truncatedTo(ChronoUnit.SECONDS),
            expires.truncatedTo(ChronoUnit.SECONDS));
    change(each -> each.name().equals(called) || !now.isBefore(each.expires()), fresh);
  }

  /** Ends the session of a kiosk; false where none has that name. */
  public boolean revoke(String name) throws IOException {
    boolean there = list().stream().anyMatch(each -> each.name().equals(name));
    change(each -> each.name().equals(name), null);
    return there;
  }

  /** Forgets the kiosk that signed out. */
  public void signedOut(String secret) throws IOException {
    String hash = Sha256.hex(secret);
    change(each -> each.sha256().equals(hash), null);
  }

  /** Takes what the file holds into the sessions, and says whether it changed. */
  public synchronized boolean refresh(Sessions sessions) throws IOException {
    Object now = file.version();
    boolean changed = !now.equals(version);
    if (changed) {
      sessions.paired(list());
      version = now;
    }
    return changed;
  }

  private void change(Predicate<PairedKiosk> without, @Nullable PairedKiosk with)
      throws IOException {
    file.change(
        before -> {
          List<PairedKiosk> after = new ArrayList<>(before);
          after.removeIf(without);
          if (with != null) {
            after.add(with);
          }
          return after.size() > MOST ? after.subList(after.size() - MOST, after.size()) : after;
        });
  }

  /** Who acts by the session of that kiosk. */
  static Caller caller(PairedKiosk kiosk) {
    return new Caller(kiosk.actor(), Role.KIOSK, kiosk.keyId(), kiosk.lane(), null);
  }
}
