package io.tillwatch.core.replication;

/** Questions to replication that carry nothing. */
public enum ReplicationQuery {
  STATUS
}
