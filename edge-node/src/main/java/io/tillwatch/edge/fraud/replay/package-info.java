/** Reads the lines of {@code evaluate} as events. */
package io.tillwatch.edge.fraud.replay;
