package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.keys.Role;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may use an endpoint.
 *
 * @param roles signed-in roles that may
 */
public record Access(Kind kind, Set<Role> roles) {

  /** What is asked beside the role. */
  public enum Kind {
    /** Anybody, without a key. */
    PUBLIC,
    /** Loopback without a key, others with one. */
    LOOPBACK,
    /** The same, but for pages in a browser: they need a session of a role that may. */
    LOOPBACK_TOOLS,
    /** A key or a session. */
    SIGNED_IN
  }

  public static final Access PUBLIC = new Access(Kind.PUBLIC, Set.of());
  public static final Access ANY_ROLE = new Access(Kind.SIGNED_IN, EnumSet.allOf(Role.class));
  public static final Access LOOPBACK =
      new Access(Kind.LOOPBACK, EnumSet.of(Role.REVIEWER, Role.ADMIN));

  /** For programs of this machine that measure, not for a kiosk that stands on it. */
  public static final Access MEASURING =
      new Access(Kind.LOOPBACK_TOOLS, EnumSet.of(Role.REVIEWER, Role.ADMIN));

  /** Kiosk and other systems: those that sell. */
  public static final Access TILLS = of(Role.KIOSK, Role.INTEGRATION);

  public static final Access REVIEWERS = of(Role.REVIEWER, Role.ADMIN);
  public static final Access ADMINS = of(Role.ADMIN);

  /** Those that read transactions and alerts. */
  public static final Access READERS = of(Role.REVIEWER, Role.ADMIN, Role.INTEGRATION);

  public static Access of(Role first, Role... others) {
    return new Access(Kind.SIGNED_IN, EnumSet.of(first, others));
  }

  /** Whether programs of this machine use it without a key. */
  public boolean isOfThisMachine() {
    return kind == Kind.LOOPBACK || kind == Kind.LOOPBACK_TOOLS;
  }

  boolean allows(@Nullable Role role) {
    return roles.contains(role);
  }
}
