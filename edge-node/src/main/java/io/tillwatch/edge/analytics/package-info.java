/**
 * Counts what happens in every store: feeds {@link io.tillwatch.core.analytics.FiguresFold} with
 * committed facts.
 */
@NullMarked
package io.tillwatch.edge.analytics;

import org.jspecify.annotations.NullMarked;
