/**
 * Everything that scoring looks back on, in memory and in event time. The order of learning is no
 * matter.
 */
@NullMarked
package io.tillwatch.core.fraud.history;

import org.jspecify.annotations.NullMarked;
