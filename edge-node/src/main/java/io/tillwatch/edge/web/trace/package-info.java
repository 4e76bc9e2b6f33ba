/** Notes when transactions pass their stages, for the trace from a tap to a painted alert. */
@NullMarked
package io.tillwatch.edge.web.trace;

import org.jspecify.annotations.NullMarked;
