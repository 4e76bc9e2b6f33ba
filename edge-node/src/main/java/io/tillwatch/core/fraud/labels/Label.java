package io.tillwatch.core.fraud.labels;

import java.time.Instant;

/**
 * What a return turned out to be.
 *
 * @param known when that was known, and not when the return was made: nobody could learn from it
 *     before
 */
public record Label(boolean fraud, LabelSource source, Instant known) {}
