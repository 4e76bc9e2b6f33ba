package io.tillwatch.edge.replication.model;

/** Questions to replication that carry nothing. */
public enum ReplicationQuery {
  STATUS,
  HEARD
}
