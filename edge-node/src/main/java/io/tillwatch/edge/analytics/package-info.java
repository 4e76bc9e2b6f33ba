/**
 * Counts what happens in every store. {@link io.tillwatch.edge.analytics.AnalyticsVerticle} feeds
 * the pure fold {@link io.tillwatch.edge.analytics.model.FiguresFold} with committed facts.
 */
package io.tillwatch.edge.analytics;

