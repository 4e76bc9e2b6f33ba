package io.tillwatch.core.replication.protocol;

/** How a peer is, as seen from here. */
public enum PeerState {
  /** Never answered since this node started. */
  CONNECTING,
  /** Answers. */
  CONNECTED,
  /** Has missed some answers: gets no pushes. */
  SUSPECT,
  /** Silent for long. */
  DOWN,
  /** Answers, and lacks ops of this store's log that the log no longer has. */
  NEEDS_SNAPSHOT,
  /** Answers, and its ops are refused here: a key is missing, or somebody forged one. Not level. */
  REFUSED,
  /** Its log or its copy of ours contradicts what is known here: frozen until somebody looks. */
  DIVERGED,
  /** Leaves the group, or has left it: its log is sealed, it counts for nothing any more. */
  REMOVED
}
