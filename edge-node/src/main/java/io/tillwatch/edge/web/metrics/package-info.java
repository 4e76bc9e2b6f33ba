/** Health and metrics. */
package io.tillwatch.edge.web.metrics;
