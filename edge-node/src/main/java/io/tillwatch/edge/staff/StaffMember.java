package io.tillwatch.edge.staff;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One member of staff, as {@code staff.json} holds them.
 *
 * @param name what the audit trail calls them
 * @param pin the PIN's hash ({@link PinHash}); null: nobody's, no PIN is right
 * @param wrong tries at all kiosks since the last right one; each {@link #MOST} of them lock
 * @param lockedUntil no PIN is tried anywhere before that; null: not locked
 * @param kiosks where tries were wrong lately
 */
public record StaffMember(
    String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pin,
    Instant created,
    int wrong,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant lockedUntil,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<KioskTries> kiosks) {
  /**
   * Wrong PINs in a row before every kiosk is closed to the name: more than anybody can try at a
   * few kiosks before those lock, so that a stranger does not take a name's PIN away in the shop.
   */
  public static final int MOST = 20;

  /** Kiosks that are remembered of one name. */
  private static final int MOST_KIOSKS = 32;

  public StaffMember {
    requireNonNull(name, "name");
    requireNonNull(created, "created");
    // the version before wrote none
    kiosks = kiosks == null ? List.of() : List.copyOf(kiosks);
  }

  static StaffMember added(String name, String pin, Instant now) {
    return new StaffMember(name, pin, now, 0, null, List.of());
  }

  /** Somebody who does not exist, whose tries count alike. */
  static StaffMember stranger(String name, Instant now) {
    return new StaffMember(name, null, now, 0, null, List.of());
  }

  /** Until when no PIN is tried at some kiosk or at all, where that is later than now. */
  public Optional<Instant> lockSomewhere(Instant now) {
    return latest(Stream.concat(locks(), kiosks.stream().flatMap(KioskTries::locks)), now);
  }

  /** Whether no PIN is tried at any kiosk now. */
  public boolean isLockedEverywhere(Instant now) {
    return lockedUntil != null && now.isBefore(lockedUntil);
  }

  /** Until when no PIN is tried at that kiosk, where that is later than now. */
  Optional<Instant> lockAt(String kiosk, Instant now) {
    return latest(Stream.concat(locks(), at(kiosk, now).locks()), now);
  }

  private Stream<Instant> locks() {
    return Stream.ofNullable(lockedUntil);
  }

  private static Optional<Instant> latest(Stream<Instant> locks, Instant now) {
    return locks.filter(now::isBefore).max(Instant::compareTo);
  }

  /** One try more there; the last that is left locks. */
  StaffMember tried(String kiosk, Instant now) {
    int tries = wrong + 1;
    List<KioskTries> after = new ArrayList<>(others(kiosk, now));
    after.add(at(kiosk, now).tried(now));
    List<KioskTries> kept = after.subList(Math.max(0, after.size() - MOST_KIOSKS), after.size());
    return new StaffMember(name, pin, created, tries, PinLocks.after(tries, MOST, now), kept);
  }

  /** After the right PIN there: what was wrong elsewhere stays locked. */
  StaffMember right(String kiosk, Instant now) {
    return new StaffMember(name, pin, created, 0, null, others(kiosk, now));
  }

  StaffMember cleared() {
    return new StaffMember(name, pin, created, 0, null, List.of());
  }

  private KioskTries at(String kiosk, Instant now) {
    return kiosks.stream()
        .filter(each -> each.kiosk().equals(kiosk) && !each.isForgotten(now))
        .findFirst()
        .orElseGet(() -> KioskTries.none(kiosk, now));
  }

  private List<KioskTries> others(String kiosk, Instant now) {
    return kiosks.stream()
        .filter(each -> !each.kiosk().equals(kiosk) && !each.isForgotten(now))
        .toList();
  }

  @Override
  public String toString() {
    return "StaffMember[" + name + "]";
  }
}
