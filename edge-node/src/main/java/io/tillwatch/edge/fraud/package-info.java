/**
 * The fraud actor around the scorer of {@code core.fraud}: rules from a file and from facts, the
 * history that it feeds, back-tests.
 */
@NullMarked
package io.tillwatch.edge.fraud;

import org.jspecify.annotations.NullMarked;
