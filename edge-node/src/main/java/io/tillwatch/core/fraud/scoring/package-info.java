/**
 * The scorer: asks every rule, combines the hits into a score of 0 to 100, replays whole streams.
 * The same events in the same order give the same score on every node, live and replayed.
 */
@NullMarked
package io.tillwatch.core.fraud.scoring;

import org.jspecify.annotations.NullMarked;
