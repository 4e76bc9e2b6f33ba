package io.tillwatch.edge.archunit.bad.model;

import io.vertx.core.Vertx;

/** A model that knows Vert.x. */
public record ImpureModel(Vertx vertx) {}
