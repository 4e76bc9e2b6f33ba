package io.tillwatch.edge.replication.model.protocol;

import io.tillwatch.edge.replication.model.OpId;
import io.tillwatch.edge.replication.model.SignedOp;

/**
 * An op whose mac does not hold here, behind which nothing of its log is taken.
 *
 * @param op its place
 * @param keyId the key that its mac names; empty where it names none
 */
public record RefusedOp(OpId op, String keyId) {

  static RefusedOp of(SignedOp op) {
    String mac = op.mac() == null ? "" : op.mac();
    return new RefusedOp(op.id(), mac.substring(0, Math.max(0, mac.indexOf(':'))));
  }
}
