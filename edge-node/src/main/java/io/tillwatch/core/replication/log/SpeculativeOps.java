package io.tillwatch.core.replication.log;

import io.tillwatch.core.oplog.SignedOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ops that other stores are committing, kept until they are named. By their macs: a place in a log
 * may be prepared twice, where the first op was refused after all. The oldest are forgotten.
 */
public final class SpeculativeOps {
  private static final int MOST = 64;

  private final Map<String, SignedOp> byMac = new LinkedHashMap<>();

  public void keep(SignedOp op) {
    byMac.put(op.mac(), op);
    if (byMac.size() > MOST) {
      byMac.remove(byMac.keySet().iterator().next());
    }
  }

  /** The ops with their texts; ends before the first that is only named and not kept here. */
  public List<SignedOp> whole(List<SignedOp> pushed) {
    List<SignedOp> whole = new ArrayList<>(pushed.size());
    for (SignedOp op : pushed) {
      SignedOp kept = byMac.remove(op.mac());
      if (!op.isOnlyNamed()) {
        whole.add(op);
      } else if (kept != null && kept.id().equals(op.id())) {
        whole.add(new SignedOp(op.id(), kept.text(), op.mac(), op.committedMicros()));
      } else {
        break;
      }
    }
    return whole;
  }
}
