/** Reads the lines of {@code evaluate} as events. */
@NullMarked
package io.tillwatch.edge.fraud.replay;

import org.jspecify.annotations.NullMarked;
