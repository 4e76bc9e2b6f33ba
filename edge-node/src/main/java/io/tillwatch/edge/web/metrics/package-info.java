/**
 * Health and metrics. What the server counts is in the node's registry; what actors keep is asked
 * for when somebody asks.
 */
package io.tillwatch.edge.web.metrics;
