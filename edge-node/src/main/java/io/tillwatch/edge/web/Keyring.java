package io.tillwatch.edge.web;

import java.util.Optional;

/** Knows the API keys of this node. */
@FunctionalInterface
public interface Keyring {

  /** Whose key this is; empty for a key that is unknown or revoked. */
  Optional<Caller> callerOf(String key);
}
