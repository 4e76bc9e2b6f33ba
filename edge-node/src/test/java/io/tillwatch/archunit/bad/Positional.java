package io.tillwatch.archunit.bad;

/** Nine values that only their places tell apart. */
public record Positional(
    int one, int two, int three, int four, int five, int six, int seven, int eight, int nine) {}
