package io.tillwatch.core.replication.protocol;

/**
 * When the beginning of a log may go.
 *
 * @param ageMicros younger ops stay as long as the log is within its cap
 * @param cap ops of one log beyond which its beginning goes although a member lacks it
 * @param everyMillis between two looks at the logs
 */
public record TrimPolicy(long ageMicros, long cap, long everyMillis) {}
