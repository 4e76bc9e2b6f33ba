package io.tillwatch.edge.staff;

import io.tillwatch.edge.config.files.PrivateFile;
import io.tillwatch.edge.config.files.PrivateList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The PINs of a store's staff, in {@code <data>/staff.json}: only their hashes, and how many tries
 * were wrong, so that neither a restart nor many tries at once give more tries. Every method
 * blocks: a hash takes about a quarter of a second.
 */
public final class StaffPins {
  private static final int MOST_STAFF = 500;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
  private static final Pattern PIN = Pattern.compile("[0-9]{6,12}");

  private final PrivateList<StaffMember> file;
  private final InstantSource clock;

  /** Who does not exist is locked alike, or the answer would tell; until the node stops. */
  private final Map<String, StaffMember> strangers = new LinkedHashMap<>();

  /** The staff of the node whose data lies there. */
  public StaffPins(Path dataDir, InstantSource clock) {
    this.file = new PrivateList<>(dataDir.resolve("staff.json"), "staff", StaffMember.class);
    this.clock = clock;
  }

  /** The same, where the folder may still have to be made. */
  public static StaffPins open(Path dataDir, InstantSource clock) throws IOException {
    PrivateFile.createFolder(dataDir);
    return new StaffPins(dataDir, clock);
  }

  public List<StaffMember> list() throws IOException {
    return file.read();
  }

  /**
   * Gives somebody a PIN, or another one; that also unlocks them.
   *
   * @throws IllegalArgumentException where the name or the PIN cannot be used
   */
  public void set(String name, String pin) throws IOException {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name is 1..32 letters, digits, dots, dashes or underscores, and begins with a letter"
              + " or digit");
    }
    if (pin == null || !PIN.matcher(pin).matches() || isEasy(pin)) {
      throw new IllegalArgumentException(
          "a PIN is 6..12 digits, not all the same and not in a row (123456)");
    }
    StaffMember fresh = StaffMember.added(name, PinHash.of(pin), now());
    file.change(
        before -> {
          List<StaffMember> after = new ArrayList<>(before);
          after.removeIf(each -> each.name().equals(name));
          if (after.size() >= MOST_STAFF) {
            throw new IllegalArgumentException("a node keeps at most " + MOST_STAFF + " staff");
          }
          after.add(fresh);
          return after;
        });
  }

  /** Takes somebody's PIN away; false where there is nobody of that name. */
  public boolean remove(String name) throws IOException {
    boolean there = find(name).isPresent();
    file.change(before -> before.stream().filter(each -> !each.name().equals(name)).toList());
    return there;
  }

  /** Lets somebody try again now; false where there is nobody of that name. */
  public boolean unlock(String name) throws IOException {
    boolean there = find(name).isPresent();
    change(name, StaffMember::cleared);
    return there;
  }

  /**
   * Tries a PIN at a kiosk. The try counts before it is compared: many at once are not more than
   * one.
   *
   * @param kiosk a hash of its session
   */
  public synchronized PinCheck check(String name, String pin, String kiosk) throws IOException {
    Instant now = now();
    StaffMember known = find(name).orElse(null);
    return known == null ? checkStranger(name, pin, kiosk, now) : check(known, pin, kiosk, now);
  }

  private PinCheck check(StaffMember before, String pin, String kiosk, Instant now)
      throws IOException {
    Optional<PinCheck> lock = lockOf(before, kiosk, now, false);
    if (lock.isPresent()) {
      return lock.get();
    }
    String name = before.name();
    change(name, each -> each.lockAt(kiosk, now).isPresent() ? each : each.tried(kiosk, now));
    if (PinHash.matches(pin, before.pin())) {
      change(name, each -> each.right(kiosk, now));
      return new PinCheck.Right(name);
    }
    return find(name)
        .flatMap(after -> lockOf(after, kiosk, now, true))
        .orElseGet(PinCheck.Wrong::new);
  }

  /** Nothing of it is written down: people type their PIN where the name belongs. */
  private PinCheck checkStranger(String name, String pin, String kiosk, Instant now) {
    StaffMember before = strangers.getOrDefault(name, StaffMember.stranger(name, now));
    Optional<PinCheck> lock = lockOf(before, kiosk, now, false);
    if (lock.isPresent()) {
      return lock.get();
    }
    if (!strangers.containsKey(name) && strangers.size() >= MOST_STAFF) {
      strangers.remove(strangers.keySet().iterator().next());
    }
    StaffMember after = before.tried(kiosk, now);
    strangers.put(name, after);
    // as slow as for one who exists
    boolean never = PinHash.matches(pin, null);
    return lockOf(after, kiosk, now, false).filter(locked -> !never).orElseGet(PinCheck.Wrong::new);
  }

  private static Optional<PinCheck> lockOf(
      StaffMember member, String kiosk, Instant now, boolean justNow) {
    boolean everywhere = member.isLockedEverywhere(now);
    return member.lockAt(kiosk, now).map(until -> new PinCheck.Locked(until, justNow, everywhere));
  }

  private Optional<StaffMember> find(String name) throws IOException {
    return file.read().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private void change(String name, UnaryOperator<StaffMember> change) throws IOException {
    file.change(
        before ->
            before.stream()
                .map(each -> each.name().equals(name) ? change.apply(each) : each)
                .toList());
  }

  private static boolean isEasy(String pin) {
    boolean same = true;
    boolean up = true;
    boolean down = true;
    for (int i = 1; i < pin.length(); i++) {
      int step = pin.charAt(i) - pin.charAt(i - 1);
      same &= step == 0;
      up &= step == 1;
      down &= step == -1;
    }
    return same || up || down;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
