package io.tillwatch.core.fraud;

import java.time.Instant;

/**
 * A set of rules as somebody put it in force. Of all that a store knows the one committed last, by
 * hybrid logical clock, holds; the others stay as history.
 *
 * @param version hash of what the rules say, so that the same rules have the same version
 *     everywhere
 * @param text the rules, YAML or JSON
 * @param by who: id of an API key, or {@code file}
 */
public record RuleSet(
    String id, Instant at, String storeId, String version, String text, String by) {}
