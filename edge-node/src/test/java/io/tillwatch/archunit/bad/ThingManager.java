package io.tillwatch.archunit.bad;

/** Has a name that could stand on anything. */
public interface ThingManager {}
