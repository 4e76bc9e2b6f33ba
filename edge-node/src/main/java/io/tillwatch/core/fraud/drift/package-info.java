/**
 * Whether returns are still like those that a model learned from, and whether what it says still
 * comes true: a fold over returns and labels, {@link io.tillwatch.core.fraud.drift.DriftWatch}.
 */
@NullMarked
package io.tillwatch.core.fraud.drift;

import org.jspecify.annotations.NullMarked;
