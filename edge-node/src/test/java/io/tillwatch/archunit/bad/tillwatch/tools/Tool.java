package io.tillwatch.archunit.bad.tillwatch.tools;

/** Stands beside, and is imported all the same. */
public final class Tool {}
