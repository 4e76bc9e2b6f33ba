package io.tillwatch.edge.staff;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member of staff, as {@code staff.json} holds them.
 *
 * @param name what the audit trail calls them
 * @param pin the PIN's hash ({@link PinHash}); null: nobody's, no PIN is right
 * @param wrong tries since the last right one
 * @param lockedUntil no PIN is tried before that; null: not locked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StaffMember(
    String name, @Nullable String pin, Instant created, int wrong, @Nullable Instant lockedUntil) {

  public StaffMember {
    requireNonNull(name, "name");
    requireNonNull(created, "created");
  }

  static StaffMember added(String name, String pin, Instant now) {
    return new StaffMember(name, pin, now, 0, null);
  }

  /** Somebody who does not exist, whose tries count alike. */
  static StaffMember stranger(String name, Instant now) {
    return new StaffMember(name, null, now, 0, null);
  }

  /** Whether no PIN is tried now. */
  public boolean isLocked(Instant now) {
    return lockAt(now).isPresent();
  }

  /** Until when no PIN is tried, where that is later than now. */
  Optional<Instant> lockAt(Instant now) {
    return Optional.ofNullable(lockedUntil).filter(now::isBefore);
  }

  /** One try more; the last that is left locks. */
  StaffMember tried(int most, Instant lockUntil) {
    int tries = wrong + 1;
    return tries >= most
        ? new StaffMember(name, pin, created, 0, lockUntil)
        : new StaffMember(name, pin, created, tries, null);
  }

  StaffMember cleared() {
    return new StaffMember(name, pin, created, 0, null);
  }

  @Override
  public String toString() {
    return "StaffMember[" + name + "]";
  }
}
