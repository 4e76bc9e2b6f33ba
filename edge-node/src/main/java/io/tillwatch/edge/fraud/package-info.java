/**
 * The fraud actor around the pure scorer in {@code model}: rules from a file, events from lines,
 * replays and back-tests.
 */
package io.tillwatch.edge.fraud;

