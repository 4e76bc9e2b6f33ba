package io.tillwatch.edge.replication.simulation;

import io.tillwatch.core.oplog.Op;

/** How an op of the simulation carries another one: its text as a JSON string. */
final class SimSalvage {
  private SimSalvage() {}

  static String body(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The text of the op that this one carries. */
  static String carried(Op op) {
    String quoted = op.body();
    StringBuilder text = new StringBuilder(quoted.length());
    for (int i = 1; i < quoted.length() - 1; i++) {
      if (quoted.charAt(i) == '\\') {
        i++;
      }
      text.append(quoted.charAt(i));
    }
    return text.toString();
  }
}
