package io.tillwatch.edge.web;

import io.tillwatch.edge.config.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may use an endpoint.
 *
 * @param roles signed-in roles that may
 */
record Access(Kind kind, Set<Role> roles) {

  /** What is asked beside the role. */
  enum Kind {
    /** Anybody, without a key. */
    PUBLIC,
    /** Loopback without a key, others with one. */
    LOOPBACK,
    /** A key or a session. */
    SIGNED_IN
  }

  static final Access PUBLIC = new Access(Kind.PUBLIC, Set.of());
  static final Access ANY_ROLE = new Access(Kind.SIGNED_IN, EnumSet.allOf(Role.class));
  static final Access LOOPBACK = new Access(Kind.LOOPBACK, EnumSet.of(Role.REVIEWER, Role.ADMIN));

  /** Kiosk and other systems: those that sell. */
  static final Access TILLS = of(Role.KIOSK, Role.INTEGRATION);

  static final Access REVIEWERS = of(Role.REVIEWER, Role.ADMIN);
  static final Access ADMINS = of(Role.ADMIN);

  /** Those that read transactions and alerts. */
  static final Access READERS = of(Role.REVIEWER, Role.ADMIN, Role.INTEGRATION);

  static Access of(Role first, Role... others) {
    return new Access(Kind.SIGNED_IN, EnumSet.of(first, others));
  }

  boolean allows(Role role) {
    return roles.contains(role);
  }
}
