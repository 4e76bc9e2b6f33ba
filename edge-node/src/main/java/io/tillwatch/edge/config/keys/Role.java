package io.tillwatch.edge.config.keys;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the holder of an API key may do. */
public enum Role {
  /** Sales, returns, receipts, capture. */
  KIOSK,
  /** Reads everything, resolves alerts, decides held returns. */
  REVIEWER,
  /** Rules, webhooks, keys, stores, and all that a reviewer may do. */
  ADMIN,
  /** Sales, returns; reads transactions and alerts. */
  INTEGRATION;

  /** Whether this role may do what the other may. */
  public boolean includes(Role other) {
    return this == other || (this == ADMIN && other == REVIEWER);
  }

  /** The role as it is written: {@code kiosk}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that word. */
  public static Optional<Role> of(String word) {
    return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
