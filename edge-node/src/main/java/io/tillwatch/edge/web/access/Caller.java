package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.Role;
import io.tillwatch.edge.web.problem.Problem;

/**
 * Who makes a request.
 *
 * @param actor id of the API key, or of the page's session; stands in the audit trail
 * @param keyId the API key behind it; null where a printed link opened the session
 * @param lane the one lane that the key is for; null: every lane of this store
 * @param from the caller's address; null where no request is under way
 */
public record Caller(String actor, Role role, String keyId, String lane, String from) {

  /** The holder of a key for every lane. */
  public Caller(String actor, Role role) {
    this(actor, role, actor, null, null);
  }

  public Caller from(String address) {
    return new Caller(actor, role, keyId, lane, address);
  }

  /** Throws ProblemException 403 where the key is for another lane; null names none. */
  public void checkLane(String laneId) {
    if (lane != null && laneId != null && !lane.equals(laneId)) {
      throw Problem.of(403, "OTHER_LANE", "this key is for lane " + lane + " only").exception();
    }
  }
}
