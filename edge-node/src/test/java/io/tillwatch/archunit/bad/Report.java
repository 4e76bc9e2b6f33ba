package io.tillwatch.archunit.bad;

/** Has the simple name of a record that may be long. */
public record Report(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}
