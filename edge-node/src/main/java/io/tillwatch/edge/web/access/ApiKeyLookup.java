package io.tillwatch.edge.web.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows the API keys of this node. */
public interface ApiKeyLookup {

  /** Whose key this is; empty for a key that is unknown or revoked. */
  Optional<Caller> callerOf(@Nullable String key);

  /** Whether the key of that id is accepted still: what it opened ends with it. */
  boolean accepts(String keyId);

  /** Knows no key. */
  static ApiKeyLookup empty() {
    return new ApiKeyLookup() {
      @Override
      public Optional<Caller> callerOf(@Nullable String key) {
        return Optional.empty();
      }

      @Override
      public boolean accepts(String keyId) {
        return false;
      }
    };
  }
}
