package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.web.problem.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param actor name or id of the API key, or the page of a printed link; stands in the audit trail
 * @param keyId the API key behind it; null where a printed link opened the session
 * @param lane the one lane that the key is for; null: every lane of this store
 * @param role null where nobody said who they are
 * @param from the caller's address; null where no request is under way
 * @param page the page whose session it is; null for a key sent with the request
 * @param staff the member of staff who unlocked the page by PIN; null: nobody did
 */
public record Caller(
    String actor,
    @Nullable Role role,
    @Nullable String keyId,
    @Nullable String lane,
    @Nullable String from,
    @Nullable Page page,
    @Nullable String staff) {

  /** Somebody by a key, or by the link of a page where there is none. */
  public Caller(
      String actor,
      @Nullable Role role,
      @Nullable String keyId,
      @Nullable String lane,
      @Nullable String from) {
    this(actor, role, keyId, lane, from, null, null);
  }

  /** The role of a caller who said who they are. */
  public Role knownRole() {
    return Objects.requireNonNull(role, () -> actor + " has no role");
  }

  /** The address of a caller whose request is under way. */
  public String address() {
    return Objects.requireNonNull(from, () -> actor + " makes no request");
  }

  public Caller from(String address) {
    return new Caller(actor, role, keyId, lane, address, page, staff);
  }

  /** The same by a session of that page. */
  Caller on(Page signedIn, @Nullable String unlockedBy) {
    return new Caller(actor, role, keyId, lane, from, signedIn, unlockedBy);
  }

  /** Whether a customer may stand before the screen: a kiosk's page that no staff has unlocked. */
  public boolean showsCustomers() {
    return page == Page.KIOSK && staff == null;
  }

  /** Throws ProblemException 403 where only staff may do this and none has unlocked the page. */
  public void checkStaff(String what) {
    if (showsCustomers()) {
      throw Problem.of(403, "STAFF_PIN_NEEDED", what + " is for staff: unlock the page by PIN")
          .exception();
    }
  }

  /** Throws ProblemException 403 where the key is for another lane; null names none. */
  public void checkLane(@Nullable String laneId) {
    if (lane != null && laneId != null && !lane.equals(laneId)) {
      throw Problem.of(403, "OTHER_LANE", "this key is for lane " + lane + " only").exception();
    }
  }
}
