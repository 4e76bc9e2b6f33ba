/**
 * Everything that scoring looks back on, in memory and in event time. The order of learning is no
 * matter.
 */
package io.tillwatch.core.fraud.history;
