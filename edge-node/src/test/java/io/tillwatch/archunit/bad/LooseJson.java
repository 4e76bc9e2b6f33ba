package io.tillwatch.archunit.bad;

import io.vertx.core.json.JsonObject;

/** Passes JSON where a record belongs. */
public record LooseJson(JsonObject content) {}
