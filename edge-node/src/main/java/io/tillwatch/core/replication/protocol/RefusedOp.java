package io.tillwatch.core.replication.protocol;

import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.SignedOp;

/**
 * An op whose mac does not hold here, behind which nothing of its log is taken.
 *
 * @param op its place
 * @param keyId the key that its mac names; empty where it names none
 */
public record RefusedOp(OpId op, String keyId) {

  public static RefusedOp of(SignedOp op) {
    String mac = op.mac() == null ? "" : op.mac();
    return new RefusedOp(op.id(), mac.substring(0, Math.max(0, mac.indexOf(':'))));
  }
}
