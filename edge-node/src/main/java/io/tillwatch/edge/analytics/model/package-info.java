/**
 * The figures of stats and reports as a pure fold over facts: the same facts give the same figures
 * in every store, live or rebuilt. Imports only {@code java..} and other {@code model} packages.
 */
package io.tillwatch.edge.analytics.model;

