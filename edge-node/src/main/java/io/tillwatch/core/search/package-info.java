/**
 * Finds transactions by who and what is in them, and sums them up: columns in memory, kept beside
 * the figures, so that neither a search nor a page about a customer reads the ledger through.
 */
@NullMarked
package io.tillwatch.core.search;

import org.jspecify.annotations.NullMarked;
