package io.tillwatch.core.replication.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The same from the other side, with the two stamps that let the asker estimate the clocks'
 * difference.
 *
 * @param receivedMicros when the question came, by the answerer's clock
 * @param beat what the answerer knows; its {@code sentMicros} is when the answer left
 * @param rival another node that runs under the asker's store id and was there first, or null
 */
public record HeartbeatAnswer(long receivedMicros, Heartbeat beat, @Nullable Instance rival) {}
