/**
 * The figures of stats and reports as a fold over facts: the same facts give the same figures in
 * every store, live or rebuilt.
 */
@NullMarked
package io.tillwatch.core.analytics;

import org.jspecify.annotations.NullMarked;
