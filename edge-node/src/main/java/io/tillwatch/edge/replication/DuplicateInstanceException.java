package io.tillwatch.edge.replication;

import io.tillwatch.core.replication.protocol.Member;
import java.time.Instant;

/** Two nodes under one store id would write two logs under one name. The younger one refuses. */
public final class DuplicateInstanceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DuplicateInstanceException(Member elder) {
    super(
        "expected no other node of store.id "
            + elder.store()
            + ", found one that runs since "
            + Instant.ofEpochMilli(elder.instance().startedMillis())
            + (elder.url() == null ? "" : " at " + elder.url())
            + ": stop it, or give this node an id of its own",
        null,
        false,
        false);
  }
}
