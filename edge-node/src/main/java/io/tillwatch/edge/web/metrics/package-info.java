/**
 * Health and metrics. What the server counts is in the node's registry; what actors keep is asked
 * for when somebody asks.
 */
@NullMarked
package io.tillwatch.edge.web.metrics;

import org.jspecify.annotations.NullMarked;
