package io.tillwatch.edge.archunit.bad;

/** Has a name that could stand on anything. */
public interface ThingManager {}
