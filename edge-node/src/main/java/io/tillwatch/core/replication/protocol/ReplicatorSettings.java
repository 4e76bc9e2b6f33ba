package io.tillwatch.core.replication.protocol;

/**
 * The replicator's settings.
 *
 * @param heartbeatMillis between two heartbeats to a peer
 * @param suspectMillis without an answer, after which a peer gets no more pushes
 * @param downMillis without an answer, after which a peer counts as down
 * @param windowOps ops that may be under way to a peer
 * @param windowBytes characters of op text that may be under way to a peer
 * @param pullBatch ops in one range of a log
 * @param carries whether ops travel by this replicator; false where the database itself replicates,
 *     and heartbeats only tell how stores are
 * @param trim when the beginning of a log may go
 */
public record ReplicatorSettings(
    long heartbeatMillis,
    long suspectMillis,
    long downMillis,
    int windowOps,
    long windowBytes,
    int pullBatch,
    boolean carries,
    TrimPolicy trim) {}
