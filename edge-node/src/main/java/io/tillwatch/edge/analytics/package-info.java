/**
 * Counts what happens in every store: feeds {@link io.tillwatch.core.analytics.FiguresFold} with
 * committed facts.
 */
package io.tillwatch.edge.analytics;
