package io.tillwatch.edge.web.access;

import io.tillwatch.edge.config.keys.ApiKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that the node keeps, as its HTTP server asks for them. */
public record NodeApiKeyLookup(ApiKeys keys) implements ApiKeyLookup {
  @Override
  public Optional<Caller> callerOf(@Nullable String key) {
    return keys.find(key)
        .map(known -> new Caller(known.actor(), known.role(), known.id(), known.lane(), null));
  }

  @Override
  public boolean accepts(String keyId) {
    return keys.accepts(keyId);
  }
}
