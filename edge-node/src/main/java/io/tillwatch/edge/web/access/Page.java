package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.keys.Role;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A page that people sign in to; each has a cookie of its own. */
public enum Page {
  DASH("/", Role.REVIEWER, Set.of(Role.REVIEWER, Role.ADMIN)),
  KIOSK("/kiosk", Role.KIOSK, Set.of(Role.KIOSK));

  private final String path;
  private final Role role;
  private final Set<Role> keysOf;

  Page(String path, Role role, Set<Role> keysOf) {
    this.path = path;
    this.role = role;
    this.keysOf = keysOf;
  }

  /** Where it is served. */
  public String path() {
    return path;
  }

  /** The role of the sessions that its printed link opens; a key's session has the key's role. */
  Role role() {
    return role;
  }

  /** Whether a key of this role opens it. */
  public boolean opensFor(Role of) {
    return keysOf.contains(of);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Browsers share cookies between ports, so the store is part of the name. */
  public String cookie(String storeId) {
    return "tw_" + storeId + "_" + word();
  }

  public static Optional<Page> named(String word) {
    for (Page each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
